// Package fault names the few ways a request fails that its reader should hear about.
//
// A Fault carries a kind, which the server turns into a status, and a sentence in Vietnamese,
// which the page shows as it stands. Every other error is internal: it is logged and never shown.
package fault

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Kind says which of the few ways a request failed.
type Kind int

// The kinds. Internal is the zero value, so a fault nobody classified is never shown as something milder.
const (
	Internal    Kind = iota // our mistake: logged, told as one plain sentence
	Invalid                 // what was entered cannot be accepted as it is
	Forbidden               // the actor may not do this
	NotFound                // it does not exist, or not for this actor
	Conflict                // it moved on since the page was shown
	TooLarge                // the file or form is over the limit
	Unavailable             // it works, but not now
	Repeated                // it was done already, by the same form sent before
)

var kindNames = [...]string{"internal", "invalid", "forbidden", "not found", "conflict", "too large", "unavailable", "repeated"}

// String returns the kind in English, for logs.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return kindNames[Internal]
	}
	return kindNames[k]
}

// Named reports whether a kind has this name.
func Named(name string) bool { return slices.Contains(kindNames[:], name) }

// Field is what is wrong with one entry of a form: its input name and a Vietnamese sentence.
type Field struct {
	Name    string
	Message string
}

// Fault is a failure its reader should hear about. Message and Fields are in Vietnamese and safe to show; Cause is for the log only.
type Fault struct {
	Kind    Kind
	Message string
	Fields  []Field
	Cause   error
}

// Error returns the whole story on one line for the log; a page shows Message and Fields instead.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Kind.String())
	b.WriteString(": ")
	b.WriteString(f.Message)
	for _, field := range f.Fields {
		b.WriteString("; " + field.Name + ": " + field.Message)
	}
	if f.Cause != nil {
		b.WriteString(": " + f.Cause.Error())
	}
	return b.String()
}

// Unwrap returns the cause, nil when there is none.
func (f *Fault) Unwrap() error { return f.Cause }

// New returns a fault of the given kind with the Vietnamese sentence its reader will see.
func New(kind Kind, sentence string) error {
	return &Fault{Kind: kind, Message: sentence}
}

// Wrap is New with the cause kept for the log.
func Wrap(kind Kind, sentence string, cause error) error {
	return &Fault{Kind: kind, Message: sentence, Cause: cause}
}

// InvalidFields returns an Invalid fault that points at each field, or nil when no field is given.
func InvalidFields(fields ...Field) error {
	if len(fields) == 0 {
		return nil
	}
	return &Fault{Kind: Invalid, Message: fmt.Sprintf("Có %d lỗi cần sửa", len(fields)), Fields: fields}
}

// As returns the first fault in err's chain, and false when there is none.
func As(err error) (*Fault, bool) {
	return errors.AsType[*Fault](err)
}

// KindOf returns the kind of the first fault in err's chain, Internal when there is none.
func KindOf(err error) Kind {
	if f, ok := As(err); ok {
		return f.Kind
	}
	return Internal
}

// Sentence returns what a fault says to its reader; "" for any other error.
func Sentence(err error) string {
	if f, ok := As(err); ok {
		return f.Message
	}
	return ""
}
