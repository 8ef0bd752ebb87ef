package ui

import "slices"

// Entry is what was typed into a form and what is wrong with it, so that a form that comes back loses nothing.
type Entry struct {
	Values map[string][]string
	Errors []FieldError
	Staged map[string][]Staged // by field, the files that wait for the form
	Joined *Joined             // set when the form was sent over a version that somebody else had replaced
}

// Value returns what the field holds; "" when nothing.
func (e Entry) Value(name string) string {
	if values := e.Values[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// Holds reports whether the value is among those chosen for the field.
func (e Entry) Holds(name, value string) bool { return slices.Contains(e.Values[name], value) }

// Error returns the sentence about the field; "" when it is right.
func (e Entry) Error(name string) string {
	for _, err := range e.Errors {
		if err.Field == name {
			return err.Message
		}
	}
	return ""
}

// Field returns the field of this name with its value and error filled in.
func (e Entry) Field(name, label string) Field {
	return Field{Name: name, Label: label, Value: e.Value(name), Error: e.Error(name), Clash: e.Joined.clash(name), Staged: e.Staged[name]}
}
