package browser_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cchc/internal/fixture"
	"cchc/internal/paths"
	"cchc/internal/reform"
)

// sight is one page as one account sees it.
type sight struct {
	account string
	session string
	path    string
	status  int
}

// name is what the page's pictures are called.
func (s sight) name() string {
	return strings.Trim(s.account+"-"+unnamable.ReplaceAllString(strings.Trim(s.path, "/"), "_"), "-_")
}

var unnamable = regexp.MustCompile(`[^A-Za-z0-9-]+`)

// sights walks through the portal as every account and returns each page that shows something no page before it did:
// another part, or the same parts put together otherwise.
func (p *portal) sights(t *testing.T) []sight {
	t.Helper()
	known := map[string]bool{}
	var found []sight
	for _, account := range append([]string{"vanphong"}, fixture.Accounts()...) {
		w := walk{t: t, portal: p, account: account, session: p.session(t, account), known: known, seen: map[string]bool{}}
		for _, start := range []string{
			paths.Home, paths.Account, "/khong-co", paths.AdminPeople, paths.TaskNew, paths.Unsettled,
			paths.ToFollow(url.Values{"loc": {reform.BoardFilter{Group: reform.BoardOverdue}.Query().Encode()}}),
		} {
			w.stroll(start)
		}
		found = append(found, w.found...)
	}
	return found
}

type walk struct {
	t       *testing.T
	portal  *portal
	account string
	session string
	known   map[string]bool // shapes, of all accounts
	seen    map[string]bool
	found   []sight
}

func (w *walk) stroll(link string) {
	waiting := []string{link}
	for len(waiting) > 0 {
		link, waiting = waiting[0], waiting[1:]
		if w.seen[kindOf(link)] {
			continue
		}
		w.seen[kindOf(link)] = true
		answer, body := w.portal.fetch(w.t, w.session, link, nil)
		if answer.StatusCode == http.StatusSeeOther {
			waiting = append(waiting, answer.Header.Get("Location"))
			continue
		}
		if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
			waiting = append(waiting, w.read(sight{w.account, w.session, link, answer.StatusCode}, body)...)
		}
	}
}

// kindOf makes alike the pages that differ only in which record they show; tasks and obstacles are told apart, for their buttons
// differ.
func kindOf(link string) string {
	path, query, _ := strings.Cut(link, "?")
	values, _ := url.ParseQuery(query)
	record := strings.HasPrefix(path, paths.Tasks+"/CCHC") || strings.HasPrefix(path, paths.Obstacles+"/VM")
	if !record || strings.Count(path, "/") > 3 {
		path = digits.ReplaceAllString(path, "#")
	}
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	return path + "?" + strings.Join(names, "&")
}

var digits = regexp.MustCompile(`\d+`)

// read keeps the page where its shape is new, and returns where it leads.
func (w *walk) read(s sight, body []byte) []string {
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	shape := shapeOf(root)
	if !w.known[shape] {
		w.known[shape] = true
		w.found = append(w.found, s)
	}
	var links []string
	for n := range root.Descendants() {
		if n.DataAtom != atom.A {
			continue
		}
		link, _, _ := strings.Cut(attribute(n, "href"), "#")
		if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "/tep/") && !strings.HasPrefix(link, paths.Style) {
			links = append(links, link)
		}
	}
	return links
}

// shapeOf tells which parts the page's content has: those near its top, whatever can be filled in or pressed, and every
// class of thing. How often they stand there and what they say is left out.
func shapeOf(root *html.Node) string {
	parts := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Main {
			gather(n, "", parts)
		}
	}
	return strings.Join(slices.Sorted(keys(parts)), "\n")
}

func gather(n *html.Node, above string, parts map[string]bool) {
	for child := range n.ChildNodes() {
		if child.Type != html.ElementNode {
			continue
		}
		own := child.Data + "#" + attribute(child, "name")
		if strings.Count(above, " ") < 3 {
			own += "." + attribute(child, "class")
		}
		own = above + " " + digits.ReplaceAllString(own, "#")
		if strings.Count(above, " ") < 3 || slices.Contains(controls, child.DataAtom) {
			parts[own] = true
		}
		gather(child, own, parts)
	}
}

var controls = []atom.Atom{atom.Input, atom.Select, atom.Textarea, atom.Button, atom.Form, atom.Dialog}

func keys(parts map[string]bool) func(func(string) bool) {
	return func(yield func(string) bool) {
		for part := range parts {
			if !yield(part) {
				return
			}
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
