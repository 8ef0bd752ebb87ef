package document

import (
	"io"
	"strings"

	"cchc/internal/qr"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// The text of a brief is of one size, and its lines are as high as reform.Brief.Measure counts on.
const (
	sizeBrief   = 13.0
	briefLine   = 15.0
	briefTitle  = 14.0
	briefNumber = 18.0
	codeWide    = 24.0 // of the QR
)

// WriteBrief writes the brief as a Word file for two pages at most; link is where its code leads.
func WriteBrief(w io.Writer, b reform.Brief, link string) error {
	d := &word{title: reform.BriefTitle, author: b.Author, last: portrait()}
	if err := d.briefHead(b, link); err != nil {
		return err
	}
	d.add(briefFigures(b))
	for _, section := range b.Sections() {
		d.briefSection(section)
	}
	return d.write(w)
}

// brief returns the text as every line of a brief stands.
func brief(text string, bold bool) paragraph {
	return paragraph{runs: []run{{text: text, size: sizeBrief, bold: bold}}, exactly: briefLine}
}

func (d *word) briefHead(b reform.Brief, link string) error {
	code, err := qr.Of(link)
	if err != nil {
		return err
	}
	drawn, err := code.PNG(8)
	if err != nil {
		return err
	}
	title := paragraph{runs: []run{{text: strings.ToUpper(reform.BriefTitle), size: briefTitle, bold: true}}, exactly: 17, before: 2, after: 1}
	left := cell{paragraphs: []paragraph{brief(b.Issued(), true), title, brief(b.Under(), false)}, middle: true}
	right := cell{paragraphs: []paragraph{{runs: []run{d.draw(drawn, codeWide, "Mã QR mở bản chốt "+b.Code)}, align: "right"}}}
	d.add(table{widths: []float64{reform.PaperWide - 30, 30}, rows: []row{{left, right}}}, gap(3))
	return nil
}

// briefFigures are the large numbers, side by side.
func briefFigures(b reform.Brief) table {
	figures := b.Figures()
	t := table{ruled: true, rows: []row{nil}}
	for _, f := range figures {
		t.widths = append(t.widths, reform.PaperWide/float64(len(figures)))
		number := look(viet.Int(f.N), run{size: briefNumber, bold: true})
		number.exactly = 22
		caption := brief(f.Caption(), false)
		caption.align = "center"
		t.rows[0] = append(t.rows[0], cell{paragraphs: []paragraph{number, caption}})
	}
	return t
}

func (d *word) briefSection(s reform.BriefSection) {
	heading := brief(s.Heading, true)
	heading.before, heading.after, heading.keep = 5, 2, true
	d.add(heading)
	for _, text := range s.Words {
		p := brief(text, false)
		p.after, p.keep = 2, len(s.Lines) > 0
		d.add(p)
	}
	if len(s.Lines) > 0 {
		d.add(briefTable(s))
	}
	for _, text := range s.After {
		d.add(brief(text, false))
	}
}

// briefTable is the table of one part. Tables of figures have no bars here: their names take that room.
func briefTable(s reform.BriefSection) table {
	t := table{ruled: true, tight: true, heads: 1, rows: []row{nil}}
	for i, column := range s.Columns {
		wide := column.Width
		if s.Bars() && i == 0 {
			wide += reform.BarWide
		}
		t.widths = append(t.widths, wide)
		t.rows[0] = append(t.rows[0], briefCell(column.Label, column.Number, true))
	}
	for _, line := range s.Lines {
		var r row
		for i, text := range line.Cells {
			r = append(r, briefCell(text, s.Columns[i].Number, line.Sum))
		}
		t.rows = append(t.rows, r)
	}
	for i := range t.rows[0] {
		for j := range t.rows[0][i].paragraphs {
			t.rows[0][i].paragraphs[j].keep = true
		}
	}
	return t
}

func briefCell(text string, number, bold bool) cell {
	p := brief(text, bold)
	if number {
		p.align = "right"
	}
	return cell{paragraphs: []paragraph{p}}
}
