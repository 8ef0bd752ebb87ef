package ui

import (
	"slices"
	"strings"

	"cchc/internal/merge"
)

// EditField is one field of a form that edits a record: what it is called, and how two people's changes of it are shown.
type EditField struct {
	Name    string
	Label   string
	Set     bool     // boxes to tick: what either person ticked or cleared is joined
	Lines   bool     // a text of several lines
	Options []Option // what its values are called; nil where they are typed
}

// The names of the fields that a form which edits a record carries unseen, and of the choice between two versions.
const (
	VersionField = "phien_ban" // the version it was opened at
	OpenedField  = "goc"       // what it held then
	FirstField   = "ban_dau"   // what the fields that two people changed held before both
	choicePrefix = "chon_"
)

// ChoiceField returns the name of the radios that choose between the versions of a field.
func ChoiceField(name string) string { return choicePrefix + name }

// Choice is the version of a field that its reader takes.
type Choice string

// The choices.
const (
	ChoiceFirst  Choice = "goc"
	ChoiceTheirs Choice = "ho"
	ChoiceMine   Choice = "toi"
)

// Joined is what became of a form that was sent over a version which somebody else had replaced.
type Joined struct {
	Who     string   // who replaced it
	At      string   // when: "08:17"; "" where nobody knows
	Taken   []string // the labels of the fields in which their change was taken
	Clashes []Clash
}

// Clash is a field that both changed, with its three versions in words.
type Clash struct {
	Name, Label        string
	Who, At            string
	First              []string // as the form holds it
	Base, Theirs, Mine string
	Lines              bool
}

// NewJoined returns what the outcome says of the fields, who having replaced the version at that time.
func NewJoined(fields []EditField, outcome merge.Outcome, who, at string) *Joined {
	joined := &Joined{Who: who, At: at}
	for _, field := range fields {
		if slices.Contains(outcome.Theirs, field.Name) {
			joined.Taken = append(joined.Taken, field.Label)
		}
		for _, clash := range outcome.Clashes {
			if clash.Name == field.Name {
				joined.Clashes = append(joined.Clashes, Clash{
					Name: field.Name, Label: field.Label, Who: who, At: at, Lines: field.Lines, First: clash.Base,
					Base: field.words(clash.Base), Theirs: field.words(clash.Theirs), Mine: field.words(clash.Mine),
				})
			}
		}
	}
	return joined
}

// words returns the values as their options call them.
func (f EditField) words(values []string) string {
	words := make([]string, 0, len(values))
	for _, value := range values {
		at := slices.IndexFunc(f.Options, func(o Option) bool { return o.Value == value })
		if at >= 0 {
			value = f.Options[at].Label
		}
		words = append(words, value)
	}
	return strings.Join(words, "; ")
}

// when returns the words with the time behind them in brackets, where it is known.
func when(words, at string) string {
	if at == "" {
		return words
	}
	return words + " (" + at + ")"
}

// Sentence says what was taken of theirs when the form was saved; "" when nothing was.
func (j *Joined) Sentence() string {
	if j == nil || len(j.Taken) == 0 {
		return ""
	}
	at := ""
	if j.At != "" {
		at = " lúc " + j.At
	}
	return "Thay đổi của " + j.Who + at + " ở: " + strings.Join(j.Taken, ", ") + " được giữ nguyên."
}

// clash returns the clash of the field, nil where there is none.
func (j *Joined) clash(name string) *Clash {
	if j == nil {
		return nil
	}
	at := slices.IndexFunc(j.Clashes, func(c Clash) bool { return c.Name == name })
	if at < 0 {
		return nil
	}
	return &j.Clashes[at]
}

// Hidden returns what a form that edits a record carries unseen: the version it was opened at and what it held then, so
// that it can be joined with what somebody else saves meanwhile.
func (e Entry) Hidden() []Hidden {
	opened := e.Value(OpenedField)
	if opened == "" {
		held := merge.Values{}
		for name, values := range e.Values {
			if name != VersionField {
				held[name] = values
			}
		}
		opened = merge.Pack(held)
	}
	hidden := []Hidden{{VersionField, e.Value(VersionField)}, {OpenedField, opened}}
	if e.Joined == nil || len(e.Joined.Clashes) == 0 {
		return hidden
	}
	first := merge.Values{}
	for _, clash := range e.Joined.Clashes {
		first[clash.Name] = clash.First
	}
	return append(hidden, Hidden{FirstField, merge.Pack(first)})
}

// Save returns the label of the button that saves the form: its own, or that which takes the chosen versions.
func (e Entry) Save(label string) string {
	if e.Joined != nil && len(e.Joined.Clashes) > 0 {
		return "Lưu bản đã chọn"
	}
	return label
}
