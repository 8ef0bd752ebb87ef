package document

import (
	"io"
	"strings"

	"cchc/internal/reform"
)

// WriteMinutes writes the announcement of what a meeting concluded as a Word file, ready for its signer.
func WriteMinutes(w io.Writer, m reform.Minutes) error {
	d := &word{title: "Thông báo " + strings.ReplaceAll(m.About(), "\n", " "), author: reform.LetterBy, last: portrait()}
	d.add(letterhead{
		above: reform.LetterAbove, by: reform.LetterBy, number: "Số: " + m.Number(), place: reform.LetterPlace + ", " + m.Dated(),
	}.table())
	d.add(titled("THÔNG BÁO", m.About())...)
	d.add(prose(m.Opening()))
	for _, point := range m.Points() {
		d.add(prose(point))
	}
	closing := m.Closing()
	for i, text := range closing {
		p := prose(text)
		p.keep = i == len(closing)-1 // so that no page holds the signature alone
		d.add(p)
	}
	room := gap(14)
	room.keep = true
	d.add(room, signature{recipients: m.Recipients(), titles: reform.SignedAs(m.Meeting.ChairPost), name: m.Meeting.Chair}.table())
	return d.write(w)
}

// titled returns the kind of a paper and what it is about, with the rule below them.
func titled(kind, about string) []block {
	name, subject := look(kind, run{bold: true}), look(about, run{bold: true})
	name.before = 16
	line := rule(leftHalf+rightHalf, 0.4*mottoWide*1.6)
	line.after = 8
	return []block{name, subject, line}
}
