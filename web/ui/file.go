package ui

import (
	"maps"
	"slices"
)

// Upload is one file of a list: a stored one to open, or one that was refused.
type Upload struct {
	Name   string
	Size   string // "1,2 MB"
	Href   string // empty while it cannot be opened
	Detail string // who and when
	Error  string
	Remove *Removal
}

// Removal is the box to tick so that sending the form takes a file off the
// record. It is no button: the Enter key would press the first one of a form.
type Removal struct {
	Name  string
	Value string
}

// FileRule is what a file field takes.
type FileRule struct {
	Accept   string // ".pdf,.docx,image/*"
	Multiple bool
	MaxBytes int64  // per file; 0: none said
	MaxFiles int    // 0: none said
	Stage    string // where a script sends each file at once; "" keeps them with the form
}

// Staged is a file that was uploaded and waits for the form it belongs to.
type Staged struct {
	ID   string
	Name string
	Size string
}

// WithStaged returns the entry with one more file that waits for the form in the field.
func (e Entry) WithStaged(field string, file Staged) Entry {
	all := maps.Clone(e.Staged)
	if all == nil {
		all = map[string][]Staged{}
	}
	all[field] = append(slices.Clone(all[field]), file)
	e.Staged = all
	return e
}
