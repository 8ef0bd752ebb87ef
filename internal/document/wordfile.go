package document

import (
	"archive/zip"
	"fmt"
	"io"
)

// section is pages of one paper. Lengths are in millimetres.
type section struct {
	wide, high               float64
	top, bottom, left, right float64
	numberFirst              bool // the first page shows its number too
}

// headDistance is how far the number of a page stands from its upper edge.
const headDistance = 10.0

func (s section) element() element {
	size := el("w:pgSz", "w:w", twips(s.wide), "w:h", twips(s.high))
	if s.wide > s.high {
		size.attrs = append(size.attrs, "w:orient", "landscape")
	}
	out := el("w:sectPr").with(el("w:headerReference", "w:type", "default", "r:id", "rId1"), value("w:type", "nextPage"), size,
		el("w:pgMar", "w:top", twips(s.top), "w:right", twips(s.right), "w:bottom", twips(s.bottom), "w:left", twips(s.left),
			"w:header", twips(headDistance), "w:footer", twips(headDistance), "w:gutter", "0"))
	if !s.numberFirst {
		out = out.with(el("w:titlePg"))
	}
	return out
}

// word is a Word file: what stands in it, and the section that it ends with.
type word struct {
	title  string
	author string
	body   []block
	last   section

	pictures [][]byte // PNG, in the order they were drawn
}

func (d *word) add(blocks ...block) { d.body = append(d.body, blocks...) }

const (
	mainSpace     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006/"
	wordType      = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

func (d *word) document() element {
	body := el("w:body")
	for _, b := range d.body {
		body = body.with(b.element())
	}
	return el("w:document", "xmlns:w", mainSpace, "xmlns:r", relationSpace).with(body.with(d.last.element()))
}

// styles sets the font that official papers are written in, of the size that their content has.
func (d *word) styles() element {
	look := el("w:rPr").with(el("w:rFonts", "w:ascii", font, "w:hAnsi", font, "w:eastAsia", font, "w:cs", font), value("w:color", "000000"),
		value("w:sz", "28"), value("w:szCs", "28"), el("w:lang", "w:val", "vi-VN", "w:eastAsia", "vi-VN", "w:bidi", "ar-SA"))
	return el("w:styles", "xmlns:w", mainSpace).with(
		el("w:docDefaults").with(el("w:rPrDefault").with(look),
			el("w:pPrDefault").with(el("w:pPr").with(el("w:spacing", "w:before", "0", "w:after", "0", "w:line", "240", "w:lineRule", "auto")))),
		el("w:style", "w:type", "paragraph", "w:default", "1", "w:styleId", "Normal").with(value("w:name", "Normal")),
		el("w:style", "w:type", "table", "w:default", "1", "w:styleId", "TableNormal").with(value("w:name", "Normal Table")),
	)
}

// settings has Word treat the file as one of its own time, not of 2007.
func (d *word) settings() element {
	return el("w:settings", "xmlns:w", mainSpace).with(el("w:compat").with(
		el("w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")))
}

// header is the number of the page, in the middle.
func (d *word) header() element {
	field := func(kind string) element { return el("w:r").with(el("w:fldChar", "w:fldCharType", kind)) }
	return el("w:hdr", "xmlns:w", mainSpace).with(el("w:p").with(
		el("w:pPr").with(value("w:jc", "center")),
		field("begin"), el("w:r").with(el("w:instrText").within(" PAGE ")), field("separate"), run{text: "1"}.element(), field("end"),
	))
}

func (d *word) properties() element {
	return el("cp:coreProperties", "xmlns:cp", packageSpace+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/").with(
		element{name: "dc:title", text: d.title}, element{name: "dc:creator", text: d.author}, element{name: "dc:language", text: "vi-VN"})
}

func types() element {
	out := el("Types", "xmlns", packageSpace+"content-types").with(
		el("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml"),
		el("Default", "Extension", "xml", "ContentType", "application/xml"), el("Default", "Extension", "png", "ContentType", "image/png"),
		el("Override", "PartName", "/docProps/core.xml", "ContentType", "application/vnd.openxmlformats-package.core-properties+xml"))
	for _, part := range [][2]string{{"document", "document.main"}, {"styles", "styles"}, {"settings", "settings"}, {"header1", "header"}} {
		out = out.with(el("Override", "PartName", "/word/"+part[0]+".xml", "ContentType", wordType+part[1]+"+xml"))
	}
	return out
}

// relations returns the part that says where the others are, each by its kind and its place.
func relations(targets ...[2]string) element {
	out := el("Relationships", "xmlns", packageSpace+"relationships")
	for i, target := range targets {
		out = out.with(el("Relationship", "Id", fmt.Sprintf("rId%d", i+1), "Type", target[0], "Target", target[1]))
	}
	return out
}

// fileParts returns the parts of the file that are written as XML, each under its name.
func (d *word) fileParts() []filePart {
	related := [][2]string{
		{relationSpace + "/header", "header1.xml"}, {relationSpace + "/styles", "styles.xml"}, {relationSpace + "/settings", "settings.xml"},
	}
	for n := range d.pictures {
		related = append(related, [2]string{relationSpace + "/image", pictureName(n + 1)})
	}
	return []filePart{
		{"[Content_Types].xml", types()},
		{"_rels/.rels", relations([2]string{relationSpace + "/officeDocument", "word/document.xml"},
			[2]string{packageSpace + "relationships/metadata/core-properties", "docProps/core.xml"})},
		{"word/_rels/document.xml.rels", relations(related...)},
		{"word/document.xml", d.document()}, {"word/styles.xml", d.styles()}, {"word/settings.xml", d.settings()},
		{"word/header1.xml", d.header()}, {"docProps/core.xml", d.properties()},
	}
}

type filePart struct {
	name string
	root element
}

// write writes the file; the same document gives the same bytes.
func (d *word) write(w io.Writer) error {
	file := zip.NewWriter(w)
	put := func(name string, bytes []byte) error {
		out, err := file.Create(name)
		if err == nil {
			_, err = out.Write(bytes)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		return nil
	}
	for _, part := range d.fileParts() {
		if err := put(part.name, part.root.part()); err != nil {
			return err
		}
	}
	for n, picture := range d.pictures {
		if err := put("word/"+pictureName(n+1), picture); err != nil {
			return err
		}
	}
	return file.Close()
}
