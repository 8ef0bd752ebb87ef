package server

import (
	"bytes"
	"io"
	"net/url"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cchc/internal/reform"
	"cchc/web/ui"
)

// filler writes a form with what was typed in place of what its controls hold. It works on the finished page, so that no
// form needs to know of drafts.
type filler struct {
	w      io.Writer
	typed  url.Values
	used   map[string]int // how many values of a repeated field are written
	choice string         // the select being written
}

// fill writes the page up to the end of the form it begins in, and returns what follows.
func fill(w io.Writer, page []byte, typed url.Values) []byte {
	f := &filler{w: w, typed: typed, used: map[string]int{}}
	reader := html.NewTokenizer(bytes.NewReader(page))
	written := 0
	for {
		kind := reader.Next()
		raw := reader.Raw()
		written += len(raw)
		if kind == html.ErrorToken {
			return page[len(page):]
		}
		raw = bytes.Clone(raw)
		token := reader.Token()
		f.write(token, raw, reader, &written)
		if kind == html.EndTagToken && token.DataAtom == atom.Form {
			return page[written:]
		}
	}
}

func (f *filler) write(token html.Token, raw []byte, reader *html.Tokenizer, written *int) {
	start := token.Type == html.StartTagToken || token.Type == html.SelfClosingTagToken
	name := attribute(token, "name")
	switch {
	case start && token.DataAtom == atom.Input && f.input(&token):
		_, _ = io.WriteString(f.w, token.String())
	case start && token.DataAtom == atom.Option && f.choice != "":
		setFlag(&token, "selected", slices.Contains(f.typed[f.choice], attribute(token, "value")))
		_, _ = io.WriteString(f.w, token.String())
	case start && token.DataAtom == atom.Textarea && f.typed.Has(name):
		_, _ = f.w.Write(raw)
		_, _ = io.WriteString(f.w, "\n"+html.EscapeString(f.next(name)))
		for reader.Next() == html.TextToken {
			*written += len(reader.Raw())
		}
		*written += len(reader.Raw())
		_, _ = f.w.Write(reader.Raw())
	default:
		if token.DataAtom == atom.Select {
			f.choice = ""
			if start && f.typed.Has(name) {
				f.choice = name
			}
		}
		_, _ = f.w.Write(raw)
	}
}

// input puts what was typed into the control, and reports whether it had to. Of the hidden fields a draft keeps the version
// it was typed over and what that held.
func (f *filler) input(token *html.Token) bool {
	name := attribute(*token, "name")
	switch kind := attribute(*token, "type"); {
	case name == "" || kind == "file" || kind == "password" || kind == "submit" || kind == "hidden" && name != ui.VersionField && name != ui.OpenedField:
		return false
	case kind == "checkbox" || kind == "radio":
		setFlag(token, "checked", slices.Contains(f.typed[name], attribute(*token, "value")))
		return true
	case f.typed.Has(name):
		setValue(token, f.next(name))
		return true
	default:
		return false
	}
}

// next returns the next value of a field that may stand in a form more than once.
func (f *filler) next(name string) string {
	values := f.typed[name]
	n := min(f.used[name], len(values)-1)
	f.used[name]++
	return values[n]
}

func attribute(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func setValue(token *html.Token, value string) {
	setFlag(token, "value", false)
	token.Attr = append(token.Attr, html.Attribute{Key: "value", Val: value})
}

func setFlag(token *html.Token, name string, on bool) {
	token.Attr = slices.DeleteFunc(token.Attr, func(a html.Attribute) bool { return a.Key == name })
	if on {
		token.Attr = append(token.Attr, html.Attribute{Key: name})
	}
}

// typedIn returns what of the draft goes back into its form.
func typedIn(draft reform.Draft) url.Values { return url.Values(draft.Fields) }
