package ui

import "github.com/a-h/templ"

// Filter is the GET form above a list. Its whole state is in the URL.
type Filter struct {
	Action string
	Clear  string // the list without filters; empty when none is set
	Active int    // how many filters are set, the search text not counted
	Search Field  // the text; without a Name there is no search field
	Hidden []Hidden
	Live   string // id of the region that script swaps while typing; empty: none
	Bare   bool   // the search field alone, no filters beside it
	Said   string // what a screen reader hears after a swap: "Có 12 nhiệm vụ"
}

// saidID is the id of the sentence that each swap replaces with its own.
func (f Filter) saidID() string { return f.Live + "-noi" }

func (f Filter) attrs() templ.Attributes {
	if f.Live == "" {
		return templ.Attributes{}
	}
	trigger := "submit, change"
	if f.Search.Name != "" {
		trigger += ", input changed delay:300ms from:#" + f.Search.id()
	}
	return templ.Attributes{
		"hx-select-oob":  "#" + f.saidID() + ":innerHTML",
		"hx-get":         f.Action,
		"hx-target":      "#" + f.Live,
		"hx-select":      "#" + f.Live,
		"hx-swap":        "outerHTML",
		"hx-replace-url": "true",
		"hx-sync":        "this:replace",
		"hx-trigger":     trigger,
	}
}

// searchAttrs leave the hint to the placeholder: a search field has no room
// for a line of its own.
func (f Filter) searchAttrs() templ.Attributes {
	search := f.Search
	search.Hint = ""
	return search.attrs()
}
