// Package merge joins what two people made of a form that both had opened. It takes what only one of them changed and
// names what both did; it never decides between them. It knows no record and no page.
package merge

import "slices"

// Values is what a form holds: for each field any number of values.
type Values = map[string][]string

// Field is one field of a form. A Set holds any number of values, each of which is joined by itself, so that it never
// clashes; an unticked box is an empty set.
type Field struct {
	Name string
	Set  bool
}

// Clash is a field that both changed, each to something else.
type Clash struct {
	Name               string
	Base, Theirs, Mine []string
}

// Outcome is the joined form.
type Outcome struct {
	Values  Values   // mine where the two clash, and in fields that were not asked about
	Theirs  []string // the fields in which they changed something that was taken
	Clashes []Clash
}

// Join returns mine with what only they changed since base. A field that is not there is one left empty.
func Join(fields []Field, base, theirs, mine Values) Outcome {
	out := Outcome{Values: Values{}}
	for name, values := range mine {
		out.Values[name] = values
	}
	for _, field := range fields {
		b, t, m := filled(base[field.Name]), filled(theirs[field.Name]), filled(mine[field.Name])
		switch {
		case same(t, b) || same(t, m):
			continue
		case field.Set:
			out.take(field.Name, joinSets(b, t, m))
		case same(m, b):
			out.take(field.Name, t)
		default:
			out.Clashes = append(out.Clashes, Clash{Name: field.Name, Base: b, Theirs: t, Mine: m})
		}
	}
	return out
}

func (o *Outcome) take(name string, values []string) {
	o.Values[name] = values
	o.Theirs = append(o.Theirs, name)
}

// filled leaves out empty values: an empty field and none are the same.
func filled(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(value string) bool { return value == "" })
}

// same reports whether the two hold the same values, in whatever order.
func same(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// joinSets returns theirs with what I added and without what I took out.
func joinSets(base, theirs, mine []string) []string {
	joined := slices.DeleteFunc(slices.Clone(theirs), func(value string) bool {
		return slices.Contains(base, value) && !slices.Contains(mine, value)
	})
	for _, value := range mine {
		if !slices.Contains(base, value) && !slices.Contains(joined, value) {
			joined = append(joined, value)
		}
	}
	return joined
}
