// Package drafts shows what a person typed and has not sent.
package drafts

import (
	"slices"
	"strings"
	"time"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// List is one page of a person's drafts, the newest first.
type List struct {
	Drafts []reform.Draft
	Total  int
	Page   int
}

func (v List) pages() ui.Pages {
	pages := (v.Total + reform.PageSize - 1) / reform.PageSize
	return ui.Pages{Page: v.Page, Pages: max(pages, 1), Total: v.Total, Noun: "bản nháp", Href: paths.ToDrafts}
}

// title is what the form's page is called; its address where it did not say.
func title(d reform.Draft) string {
	if d.Title != "" {
		return d.Title
	}
	return d.Form
}

// Text is what was typed into a form, to be read and copied. Fault says why it could not be saved; Again saves it all the
// same.
type Text struct {
	Title   string
	Form    string
	SavedAt time.Time
	Fields  map[string][]string
	Fault   string
	Again   []ui.Hidden
}

// said returns what was written in words: chosen numbers and versions mean nothing to a reader.
func (v Text) said() []string {
	var said []string
	names := make([]string, 0, len(v.Fields))
	for name := range v.Fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range v.Fields[name] {
			if len([]rune(value)) > 3 && !unsaid(name) {
				said = append(said, value)
			}
		}
	}
	return said
}

// unsaid reports whether the field carries no words of its writer's.
func unsaid(name string) bool {
	return name == ui.VersionField || name == ui.OpenedField || name == ui.FirstField || strings.HasSuffix(name, reform.StagedSuffix)
}
