package server_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is an answer read as HTML.
type page struct {
	t    *testing.T
	name string
	root *html.Node
}

func (a answer) page(t *testing.T) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		t.Fatalf("%s: %v", a.Request.URL, err)
	}
	return page{t: t, name: a.Request.Method + " " + a.Request.URL.RequestURI(), root: root}
}

// all returns the elements that the test picks, in the order of the page.
func all(root *html.Node, pick func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && pick(node) {
			found = append(found, node)
		}
	}
	return found
}

func tag(atoms ...atom.Atom) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(atoms, n.DataAtom) }
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func text(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// byID returns the element of that id, nil where there is none.
func (p page) byID(id string) *html.Node {
	for _, n := range all(p.root, func(n *html.Node) bool { return attr(n, "id") == id }) {
		return n
	}
	return nil
}

// links returns where the page leads, without fragments and other sites.
func (p page) links() []string {
	var links []string
	for _, a := range all(p.root, tag(atom.A)) {
		link, _, _ := strings.Cut(attr(a, "href"), "#")
		if strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "/tai-nguyen/") {
			links = append(links, link)
		}
	}
	return links
}

// form is a form of a page with the values it would send untouched.
type form struct {
	node   *html.Node
	method string
	action string
	values url.Values
}

func (p page) forms() []form {
	var forms []form
	for _, node := range all(p.root, tag(atom.Form)) {
		f := form{node: node, method: strings.ToLower(attr(node, "method")), action: attr(node, "action"), values: url.Values{}}
		for _, control := range all(node, tag(atom.Input, atom.Textarea, atom.Select)) {
			f.take(control)
		}
		forms = append(forms, f)
	}
	return forms
}

func (f *form) take(control *html.Node) {
	name, kind := attr(control, "name"), attr(control, "type")
	chosen := kind != "checkbox" && kind != "radio" || has(control, "checked")
	switch {
	case name == "" || has(control, "disabled") || !chosen || kind == "file" || kind == "submit":
	case control.DataAtom == atom.Textarea:
		f.values.Add(name, strings.TrimPrefix(text(control), "\n"))
	case control.DataAtom == atom.Select:
		for _, option := range all(control, tag(atom.Option)) {
			if has(option, "selected") {
				f.values.Add(name, attr(option, "value"))
			}
		}
	default:
		f.values.Add(name, attr(control, "value"))
	}
}

// form returns the posting form with the action; the test fails where the page has none.
func (p page) form(action string) form {
	p.t.Helper()
	for _, f := range p.forms() {
		if f.method == "post" && f.action == action {
			return f
		}
	}
	p.t.Fatalf("%s has no form that posts to %s", p.name, action)
	return form{}
}

// sound fails for what keeps the page from being read by every browser and screen reader.
func (p page) sound() {
	p.t.Helper()
	for _, n := range all(p.root, tag(atom.Html)) {
		if attr(n, "lang") != "vi" {
			p.t.Errorf("%s: the language is %q", p.name, attr(n, "lang"))
		}
	}
	if n := len(all(p.root, tag(atom.H1))); n != 1 {
		p.t.Errorf("%s: %d first headings", p.name, n)
	}
	if titles := all(p.root, func(n *html.Node) bool { return n.DataAtom == atom.Title && n.Namespace == "" }); len(titles) != 1 || text(titles[0]) == "" {
		p.t.Errorf("%s: %d titles", p.name, len(titles))
	}
	p.soundReferences()
	p.soundControls()
}

func (p page) soundReferences() {
	seen := map[string]bool{}
	for _, n := range all(p.root, func(n *html.Node) bool { return has(n, "id") }) {
		if id := attr(n, "id"); id == "" || strings.ContainsAny(id, " \t\n") || seen[id] {
			p.t.Errorf("%s: the id %q is empty, broken or there twice", p.name, id)
		}
		seen[attr(n, "id")] = true
	}
	for _, name := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage"} {
		for _, n := range all(p.root, func(n *html.Node) bool { return has(n, name) }) {
			for id := range strings.FieldsSeq(attr(n, name)) {
				if !seen[id] && attr(n, "id") != "hop-thoai" { // the dialog's title comes with its content
					p.t.Errorf("%s: %s of <%s> names %q, which is not there", p.name, name, n.Data, id)
				}
			}
		}
	}
	for _, a := range all(p.root, tag(atom.A)) {
		if id, ok := strings.CutPrefix(attr(a, "href"), "#"); ok && !seen[id] {
			p.t.Errorf("%s: a link to #%s leads nowhere", p.name, id)
		}
	}
}

func (p page) soundControls() {
	labels := map[string]string{}
	for _, label := range all(p.root, tag(atom.Label)) {
		labels[attr(label, "for")] = text(label)
	}
	for _, n := range all(p.root, tag(atom.Input, atom.Textarea, atom.Select)) {
		kind := attr(n, "type")
		if kind == "hidden" || attr(n, "aria-hidden") == "true" {
			continue
		}
		wrapped := n.Parent != nil && n.Parent.DataAtom == atom.Label && text(n.Parent) != ""
		if labels[attr(n, "id")] == "" && attr(n, "aria-label") == "" && !wrapped {
			p.t.Errorf("%s: the control %q has no label", p.name, attr(n, "name"))
		}
		if attr(n, "name") == "" && kind != "checkbox" { // one without a name opens and closes the filters on a phone
			p.t.Errorf("%s: the control %q sends nothing", p.name, attr(n, "id"))
		}
	}
	for _, n := range all(p.root, tag(atom.Button, atom.A)) {
		if text(n) == "" && attr(n, "aria-label") == "" {
			p.t.Errorf("%s: a <%s> without words", p.name, n.Data)
		}
	}
}
