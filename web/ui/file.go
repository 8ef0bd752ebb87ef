package ui

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
	MaxBytes int64 // per file; 0: none said
	MaxFiles int   // 0: none said
}
