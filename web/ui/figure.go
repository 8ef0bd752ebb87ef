package ui

// Figure is one large number of a page's head, a link to its own rows when
// Href is given.
type Figure struct {
	Kind   Kind // empty: neutral
	Value  string
	Label  string
	Change string // such as "+4", empty when there is nothing to compare with
	Href   string
}

func (f Figure) class() string {
	if f.Kind == "" {
		return "kpi"
	}
	return "kpi k-" + string(f.Kind)
}

// Tone is what a note or a flash means to its reader.
type Tone string

// The four tones.
const (
	Info    Tone = "info"
	Success Tone = "ok"
	Warning Tone = "warn"
	Failure Tone = "err"
)

func (t Tone) icon() string {
	switch t {
	case Success:
		return "circle-check"
	case Warning:
		return "alert-triangle"
	case Failure:
		return "alert-circle"
	default:
		return "info-circle"
	}
}

// Message is one sentence to the reader after a deed.
type Message struct {
	Tone Tone
	Text string
}
