package server

import (
	"maps"
	"net/url"
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// pagesOf says where a list of rows called noun stands; the pages keep the filters of the URL.
func pagesOf(path string, f *form, page, total int, noun string) ui.Pages {
	return ui.Pages{
		Page: page, Pages: reform.LastPage(total), Total: min(total, reform.CountLimit), More: total > reform.CountLimit, Noun: noun,
		Href: func(n int) string {
			query := url.Values{}
			maps.Copy(query, f.values)
			query.Set("trang", strconv.Itoa(n))
			return paths.With(path, query)
		},
	}
}
