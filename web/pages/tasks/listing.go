package tasks

import (
	"maps"
	"net/url"
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Listing is where a list of tasks stands: its address, order, page and how many rows there are.
type Listing struct {
	Path   string
	Query  url.Values // what the address says, the page apart
	Filter reform.TaskFilter
	Total  int // one past reform.CountLimit: more than that
}

func (l Listing) with(set func(url.Values)) string {
	q := maps.Clone(l.Query)
	set(q)
	return paths.With(l.Path, q)
}

// Column returns the head of a column that sorts by its tasks' sort; one already sorted by turns the order round.
func (l Listing) Column(label string, sort reform.TaskSort) ui.Column {
	column := ui.Column{Label: label}
	now := l.Filter.Sort == sort || l.Filter.Sort == "" && sort == reform.SortDue
	if now {
		column.Sort = ui.Ascending
	}
	if now && l.Filter.Descending {
		column.Sort = ui.Descending
	}
	column.Href = l.with(func(q url.Values) {
		q.Set("sx", string(sort))
		q.Set("chieu", direction(column.Sort == ui.Ascending))
	})
	return column
}

// Pages returns the list's pager; it never leads past reform.CountLimit.
func (l Listing) Pages() ui.Pages {
	return ui.Pages{
		Page: l.Filter.Page, Pages: reform.LastPage(l.Total), Total: min(l.Total, reform.CountLimit),
		More: l.Total > reform.CountLimit, Noun: "nhiệm vụ",
		Href: func(n int) string {
			return l.with(func(q url.Values) { q.Set("trang", strconv.Itoa(n)) })
		},
	}
}

// Count returns how many tasks there are in words: "312 nhiệm vụ", "Hơn 2.000 nhiệm vụ".
func (l Listing) Count() string {
	if l.Total > reform.CountLimit {
		return "Hơn " + viet.Int(reform.CountLimit) + " nhiệm vụ"
	}
	return viet.Int(l.Total) + " nhiệm vụ"
}

// Caption returns how many tasks there are and in which order they stand.
func (l Listing) Caption() string { return l.Count() + ", " + l.order() }

func (l Listing) order() string {
	words, known := map[reform.TaskSort][2]string{
		reform.SortCode:    {"mã nhỏ trước", "mã lớn trước"},
		reform.SortPercent: {"tiến độ thấp trước", "tiến độ cao trước"},
		reform.SortReport:  {"báo cáo lâu nhất trước", "báo cáo mới nhất trước"},
	}[l.Filter.Sort]
	if !known {
		words = [2]string{"hạn gần nhất trước", "hạn xa nhất trước"}
	}
	if l.Filter.Descending {
		return words[1]
	}
	return words[0]
}

// Search returns the search field of the list.
func (l Listing) Search() ui.Field {
	return ui.Field{
		Name: "q", Label: "Tìm nhiệm vụ", Hint: "Tìm theo tên, mã… (gõ không dấu cũng được)",
		Value: l.Filter.Text, Max: 200,
	}
}

// Kept returns what the filter form carries unseen, so that filtering keeps the order and the named parts of the address.
func (l Listing) Kept(names ...string) []ui.Hidden {
	var kept []ui.Hidden
	for _, name := range append(names, "sx", "chieu") {
		if value := l.Query.Get(name); value != "" {
			kept = append(kept, ui.Hidden{Name: name, Value: value})
		}
	}
	return kept
}
