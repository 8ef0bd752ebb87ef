package document

import (
	"math"
	"strconv"
	"strings"
)

// block is what stands in a Word document, one under another: a paragraph or a table.
type block interface{ element() element }

// run is text of one look; a size of none is the document's own.
type run struct {
	text         string
	size         float64 // in points
	bold, italic bool
	picture      *picture // in place of text
}

// paragraph is runs that fill lines together. Lengths across are in millimetres, heights in points.
type paragraph struct {
	runs          []run
	align         string // "", which is left, "center", "right" or "both"
	first         float64
	left, right   float64
	before, after float64
	exactly       float64 // the height of its lines; none asks for what the font needs
	ruled         bool    // a line runs below it from its left to its right
	keep          bool    // on the page of what follows it
	newPage       bool
	ends          *section // the section that the paragraph is the last of
}

// words returns a paragraph of text in one look.
func words(text string) paragraph { return paragraph{runs: []run{{text: text}}} }

func (p paragraph) element() element {
	properties := el("w:pPr")
	add := func(on bool, setting element) {
		if on {
			properties = properties.with(setting)
		}
	}
	add(p.keep, el("w:keepNext"))
	add(p.newPage, el("w:pageBreakBefore"))
	add(p.ruled, el("w:pBdr").with(el("w:bottom", "w:val", "single", "w:sz", "6", "w:space", "0", "w:color", "000000")))
	spacing := []string{"w:before", twentieths(p.before), "w:after", twentieths(p.after)}
	if p.exactly > 0 {
		spacing = append(spacing, "w:line", twentieths(p.exactly), "w:lineRule", "exact")
	}
	add(true, el("w:spacing", spacing...))
	add(p.left+p.right+p.first > 0, el("w:ind", "w:left", twips(p.left), "w:right", twips(p.right), "w:firstLine", twips(p.first)))
	add(p.align != "", value("w:jc", p.align))
	if p.ends != nil {
		properties = properties.with(p.ends.element())
	}
	out := el("w:p").with(properties)
	for _, r := range p.runs {
		out = out.with(r.element())
	}
	return out
}

func (r run) element() element {
	if r.picture != nil {
		return el("w:r").with(r.picture.element())
	}
	properties := el("w:rPr")
	if r.bold {
		properties = properties.with(el("w:b"), el("w:bCs"))
	}
	if r.italic {
		properties = properties.with(el("w:i"), el("w:iCs"))
	}
	if r.size > 0 {
		half := strconv.Itoa(int(math.Round(2 * r.size)))
		properties = properties.with(value("w:sz", half), value("w:szCs", half))
	}
	out := el("w:r").with(properties)
	for i, line := range strings.Split(r.text, "\n") {
		if i > 0 {
			out = out.with(el("w:br"))
		}
		out = out.with(el("w:t").within(line))
	}
	return out
}

// table is rows of cells of fixed widths, in millimetres.
type table struct {
	widths []float64
	rows   []row
	ruled  bool // lines around every cell
	tight  bool // with less room above and below the text
	heads  int  // so many rows stand at the top of each page that the table reaches
}

// row is one line of a table; it is never cut by the end of a page.
type row []cell

// cell is what stands in one place of a table.
type cell struct {
	paragraphs []paragraph
	middle     bool // between top and bottom
}

func (t table) element() element {
	wide := 0.0
	grid := el("w:tblGrid")
	for _, width := range t.widths {
		wide += width
		grid = grid.with(el("w:gridCol", "w:w", twips(width)))
	}
	padding := 0.0
	properties := el("w:tblPr").with(el("w:tblW", "w:w", twips(wide), "w:type", "dxa"), value("w:jc", "center"))
	if t.ruled {
		padding = cellPadding
		properties = properties.with(lines())
	}
	properties = properties.with(el("w:tblLayout", "w:type", "fixed"), margins(padding, t.tight))
	out := el("w:tbl").with(properties, grid)
	for i, r := range t.rows {
		out = out.with(t.row(r, i < t.heads))
	}
	return out
}

// cellPadding is how far, in millimetres, text keeps from the lines beside it.
const cellPadding = 1.2

func lines() element {
	out := el("w:tblBorders")
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		out = out.with(el("w:"+side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "000000"))
	}
	return out
}

func margins(across float64, tight bool) element {
	out, down := el("w:tblCellMar"), across/2
	if tight {
		down = across / 4
	}
	for _, side := range []struct {
		name string
		room float64
	}{{"top", down}, {"left", across}, {"bottom", down}, {"right", across}} {
		out = out.with(el("w:"+side.name, "w:w", twips(side.room), "w:type", "dxa"))
	}
	return out
}

func (t table) row(r row, head bool) element {
	properties := el("w:trPr").with(el("w:cantSplit"))
	if head {
		properties = properties.with(el("w:tblHeader"))
	}
	out := el("w:tr").with(properties)
	for i, c := range r {
		look := el("w:tcPr").with(el("w:tcW", "w:w", twips(t.widths[i]), "w:type", "dxa"))
		if c.middle {
			look = look.with(value("w:vAlign", "center"))
		}
		made := el("w:tc").with(look)
		for _, p := range c.paragraphs {
			made = made.with(p.element())
		}
		out = out.with(made)
	}
	return out
}

// twips returns millimetres as Word counts them, 1440 to an inch.
func twips(millimetres float64) string {
	return strconv.Itoa(int(math.Round(millimetres * 1440 / 25.4)))
}

func twentieths(points float64) string { return strconv.Itoa(int(math.Round(points * 20))) }
