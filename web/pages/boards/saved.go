package boards

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// chip is one filter that is at hand over the list.
type chip struct {
	label, href string
	current     bool
}

func (c chip) attrs() templ.Attributes {
	if c.current {
		return templ.Attributes{"aria-current": "true"}
	}
	return nil
}

// presets are offered to whoever keeps no filter of their own yet.
var presets = []reform.SavedFilter{
	{Name: "Im lặng từ 14 ngày", Query: reform.BoardFilter{Group: reform.BoardSilent}.Query().Encode()},
	{Name: "Trước giao ban", Query: reform.BoardFilter{Group: reform.BoardPressing}.Query().Encode()},
	{Name: "Quá hạn, chưa nhắc 3 ngày", Query: reform.BoardFilter{Group: reform.BoardOverdue, NotNudged: 3}.Query().Encode()},
}

// chips are the reader's own filters, or the presets while there are none.
func (v Board) chips() []chip {
	kept := v.Saved
	if len(kept) == 0 {
		kept = presets
	}
	now := v.Filter.Query().Encode()
	var chips []chip
	for _, s := range kept {
		chips = append(chips, chip{label: s.Name, href: to(s.Filter()), current: s.Query == now})
	}
	return chips
}

// toKeep leads to where the filter that is set can be kept; "" where none is, or it is kept already.
func (v Board) toKeep() string {
	now := v.Filter.Query().Encode()
	for _, s := range v.Saved {
		if s.Query == now {
			return ""
		}
	}
	if now == "" {
		return ""
	}
	return paths.With(paths.BoardFilters, url.Values{"loc": {now}})
}

// Saved is the filters that a person keeps, with the one that is about to be kept.
type Saved struct {
	Filters   []reform.SavedFilter
	Query     string // of the filter about to be kept; "" for none
	Units     []reform.Unit
	Documents []reform.DocumentLine
	Followers []reform.Person
	Entry     ui.Entry // of the form that came back
	Renaming  int64    // whose form that was; 0 for the new one's
}

func (v Saved) words(query string) string {
	asked := words(reform.BoardFilterIn(query), v.Units, v.Documents, v.Followers)
	if len(asked) == 0 {
		return reform.BoardOpen.Label()
	}
	return strings.Join(asked, " · ")
}

// full reports whether no more filters can be kept.
func (v Saved) full() bool { return len(v.Filters) >= reform.SavedFiltersMost }

func (v Saved) name() ui.Field {
	field := ui.Field{Name: "ten", Label: "Tên bộ lọc", Hint: "Ví dụ: Trước giao ban", Required: true, Size: ui.Medium, Max: 60}
	if v.Renaming == 0 {
		field.Value, field.Error = v.Entry.Value("ten"), v.Entry.Error("ten")
	}
	return field
}

// rename is the field that renames one filter.
func (v Saved) rename(s reform.SavedFilter) ui.Field {
	field := ui.Field{Name: "ten", ID: "ten-" + number(s.ID), Label: "Tên của “" + s.Name + "”", Value: s.Name, Required: true, Max: 60}
	if v.Renaming == s.ID {
		field.Value, field.Error = v.Entry.Value("ten"), v.Entry.Error("ten")
	}
	return field
}

// errors are those of the form that came back, each beside the field that stands on the page.
func (v Saved) errors() []ui.FieldError {
	var errors []ui.FieldError
	for _, e := range v.Entry.Errors {
		if v.Renaming != 0 && e.Field == "ten" {
			e.Field = "ten-" + number(v.Renaming)
		}
		if e.Field == "loc" {
			e.Field = ""
		}
		errors = append(errors, e)
	}
	return errors
}

func hidden(s reform.SavedFilter) []ui.Hidden {
	return []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(s.Version)}}
}

func dropping(s reform.SavedFilter) []ui.Hidden {
	return append(hidden(s), ui.Hidden{Name: "viec", Value: Drop})
}

// Drop is the value of the act that keeps a filter no longer.
const Drop = "bo"
