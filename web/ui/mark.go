package ui

// The fields that every form carries besides its own: the number it is sent under, so that sending it twice is one deed,
// and the page it stands on, to which what was typed comes back.
const (
	TokenField = "ma_gui"
	PlaceField = "noi_dien"
)

// A mark stands in a rendered form where the server writes those fields: no view knows them, and no page that is shown
// without a server needs them.
const (
	MarkStart  = "<!--gui:"
	MarkEnd    = "-->"
	MarkForm   = "form"   // a form in which something is typed
	MarkButton = "button" // a form of one button
)

func mark(kind string) string { return MarkStart + kind + MarkEnd }
