package ui

// The fields that every form carries besides its own: the number it is sent under, so that sending it twice is one deed;
// the page it stands on, to which what was typed comes back; whose page it was; and of a draft, what it was typed over
// and what its page is called.
const (
	TokenField  = "ma_gui"
	PlaceField  = "noi_dien"
	PersonField = "nguoi_dien"
	SeenField   = "nhap_tu"
	TitleField  = "tua_de"
)

// A mark stands in a rendered form where the server writes those fields: no view knows them, and no page that is shown
// without a server needs them.
const (
	MarkStart  = "<!--gui:"
	MarkEnd    = "-->"
	MarkForm   = "form"   // a form in which something is typed
	MarkDraft  = "draft"  // one whose text is kept as it is typed
	MarkButton = "button" // a form of one button
)

func mark(kind string) string { return MarkStart + kind + MarkEnd }

func (f Form) mark() string {
	if f.Draft {
		return mark(MarkDraft)
	}
	return mark(MarkForm)
}
