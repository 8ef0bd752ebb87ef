package ui

// Crumb is one step of the way to a page; the last has no Href.
type Crumb struct {
	Label string
	Href  string
}

// Moment is one thing that happened to a record.
type Moment struct {
	Kind  Kind   // empty: an ordinary moment
	Who   string // bold, first
	What  string
	Stamp string // "14:05 20/11/2026"
	ISO   string // the same instant for <time datetime>
	Quote string // words that were written then
	Files []Upload
}

// Source is where quoted words come from.
type Source struct {
	Text string // "điểm b mục 3, 433/UBND-NC ngày 27/02/2024"
	Href string
}

// PrintInfo heads a page on paper.
type PrintInfo struct {
	Unit  string
	Title string
	Stamp string // "In lúc 08:15 23/11/2026"
}

func (m Moment) class() string {
	if m.Kind == "" {
		return "moment"
	}
	return "moment k-" + string(m.Kind)
}
