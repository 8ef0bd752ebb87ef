package tasks

import (
	"cmp"
	"strings"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// cite names a document as texts refer to it: "Công văn 433/UBND-NC ngày 27/02/2024 của UBND tỉnh Hưng Yên". A number
// left blank on the paper stays blank.
func cite(d reform.Document) string {
	kind := d.Kind.Label()
	if d.Kind == reform.DocumentOther {
		kind = "Văn bản"
	}
	return strings.Join([]string{kind, numbered(d), d.Dated(), "của", d.Issuer}, " ")
}

func numbered(d reform.Document) string {
	if d.CodeNumber == "" {
		return "số " + d.Number()
	}
	return d.Number()
}

// source is where a clause's words stand, with the way there.
func source(c reform.SourceClause) ui.Source {
	return ui.Source{Text: c.Label + ", " + cite(c.Document()), Href: paths.ToClause(c.DocumentID, c.ID)}
}

// clauseText is what the page quotes of a clause: its words, or its heading where it has none of its own.
func clauseText(c reform.SourceClause) string {
	if c.Body == "" {
		return c.Heading
	}
	return c.Body
}

// clauseOption names a clause in a list of choices: its place and how it begins.
func clauseOption(c reform.SourceClause) string {
	return c.Label + ": " + shortened(cmp.Or(c.Heading, c.Body), 80)
}

// shortened returns at most most characters of the text, cut at a word.
func shortened(text string, most int) string {
	runes := []rune(viet.Normalise(text))
	if len(runes) <= most {
		return string(runes)
	}
	cut := string(runes[:most])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return cut + "…"
}
