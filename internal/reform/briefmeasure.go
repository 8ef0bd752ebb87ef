package reform

import (
	"math"
	"strings"
	"unicode"

	"cchc/internal/fault"
	"cchc/internal/viet"
)

// The paper of a brief: two pages of A4 with the margins of Decree 30/2020/NĐ-CP (20 mm above and below, 30 mm to the left, 15 mm to
// the right), all text of 13 points. Lengths are in points. Style sheet and Word file are made to these measures, each a little lower.
const (
	BriefPages = 2

	pagePoints   = 257 * pointsToMM
	pointsToMM   = 72 / 25.4
	textSize     = 13.0
	lineHigh     = 15.2 // of 15, which is single spacing, for what is rounded up
	cellRoom     = 3.0  // above and below the text of a cell, with its rule
	cellSide     = 2.6  // left and right of it, in millimetres
	headingRoom  = 8.0
	wordsRoom    = 3.0
	codeHigh     = 24*pointsToMM + 5 // the QR, beside which the head stands
	headWide     = PaperWide - 30
	titleHigh    = 21.0
	headRoom     = 8.0
	figureHigh   = 24.0 // the large number itself
	figureRoom   = 9.0
	figuresBelow = 4.0
	bolder       = 1.1 // bold letters are wider
)

// letterWide is how wide letters of the font of official papers are, in thousandths of its size; what is not listed is wideLetter.
var letterWide = map[rune]float64{
	' ': 250, '.': 250, ',': 250, ';': 278, ':': 278, '-': 333, '(': 333, ')': 333, '/': 278, '·': 250, '\'': 250, '"': 408,
	'c': 444, 'e': 444, 'a': 444, 'z': 444, 'f': 333, 'r': 333, 's': 389, 't': 278, 'i': 278, 'j': 278, 'l': 278, 'I': 333, 'J': 389,
	'm': 778, 'w': 722, 'S': 556, 'P': 556, 'F': 556,
	'M': 889, 'W': 944, '%': 833, '…': 1000, '—': 1000, '→': 1000, '▲': 1000, '▼': 1000, '□': 1000, '@': 921, '+': 564, '=': 564, '−': 564,
}

const (
	smallLetter = 500.0 // digits too
	largeLetter = 722.0
	wideLetter  = 1000.0
)

func letter(r rune) float64 {
	wide, known := letterWide[r]
	switch {
	case known:
		return wide
	case unicode.IsDigit(r), unicode.IsLower(r), r == '–', unicode.IsMark(r), r == '“', r == '”':
		return smallLetter
	case unicode.IsUpper(r):
		return largeLetter
	default:
		return wideLetter
	}
}

// textWide returns how wide the text is on one line, in points.
func textWide(text string) float64 {
	sum := 0.0
	for _, r := range text {
		sum += letter(r)
	}
	return sum * textSize / 1000
}

// textLines returns how many lines the text takes within the width in millimetres, at most: a word that is too long for a line is
// broken.
func textLines(text string, within float64, bold bool) int {
	room := within * pointsToMM
	if bold {
		room /= bolder
	}
	lines, at := 1, 0.0
	for word := range strings.FieldsSeq(text) {
		wide := textWide(word)
		if at > 0 && at+textWide(" ")+wide > room {
			lines, at = lines+1, 0
		} else if at > 0 {
			at += textWide(" ")
		}
		for ; wide > room; wide -= room * 0.9 {
			lines++
		}
		at += wide
	}
	return lines
}

// pile is what stands on the pages so far.
type pile struct {
	page int
	at   float64
}

// put lays a block that no page cuts; head is what stands again above it on a new page.
func (p *pile) put(high, head float64) {
	if p.at+high > pagePoints {
		p.page, p.at = p.page+1, head
	}
	p.at += high
}

// rowHigh returns how high the line of a table is.
func rowHigh(columns []BriefColumn, cells []string, bold bool) float64 {
	lines := 1
	for i, text := range cells {
		lines = max(lines, textLines(text, columns[i].Width-cellSide, bold))
	}
	return float64(lines)*lineHigh + cellRoom
}

func wordsHigh(text string) float64 {
	return float64(textLines(text, PaperWide, false))*lineHigh + wordsRoom
}

// section lays one part: its heading stands on the page of what follows it, a table's head on that of its first line.
func (p *pile) section(s BriefSection) {
	waiting := float64(textLines(s.Heading, PaperWide, true))*lineHigh + headingRoom
	for _, text := range s.Words {
		p.put(waiting+wordsHigh(text), 0)
		waiting = 0
	}
	head := 0.0
	if len(s.Lines) > 0 {
		labels := make([]string, len(s.Columns))
		for i, column := range s.Columns {
			labels[i] = column.Label
		}
		head = rowHigh(s.Columns, labels, true)
	}
	for i, line := range s.Lines {
		high := rowHigh(s.Columns, line.Cells, line.Sum)
		if i == 0 {
			p.put(waiting+head+high, 0)
			waiting = 0
			continue
		}
		p.put(high, head)
	}
	for _, text := range s.After {
		p.put(waiting+wordsHigh(text), 0)
		waiting = 0
	}
}

// BriefRoom is how much of the two pages a brief takes.
type BriefRoom struct {
	Left int // lines that are free at the end of the second page
	Over int // lines that are too many
}

// Fits reports whether the brief goes on two pages.
func (r BriefRoom) Fits() bool { return r.Over == 0 }

// CheckRoom returns a fault that says by how much the brief is too long; nil for one that two pages hold.
func (b Brief) CheckRoom() error {
	room := b.Measure()
	if room.Fits() {
		return nil
	}
	return fault.New(fault.Invalid, "Bản tóm tắt dài hơn hai trang giấy, thừa khoảng "+viet.Int(room.Over)+" dòng. Đưa bớt dòng ra ngoài rồi chốt lại.")
}

// Measure returns how much of the paper the brief takes, never too little. Code and author count as if they were there.
func (b Brief) Measure() BriefRoom {
	if b.Code == "" {
		b.Code = SnapshotCode(2000, 1000)
	}
	var p pile
	p.put(b.headHigh(), 0)
	p.put(b.figuresHigh(), 0)
	for _, section := range b.Sections() {
		p.section(section)
	}
	left := float64(BriefPages-1-p.page)*pagePoints + pagePoints - p.at
	if left < 0 {
		return BriefRoom{Over: int(math.Ceil(-left / lineHigh))}
	}
	return BriefRoom{Left: int(left / lineHigh)}
}

// headHigh returns how high the head is: issuer and code, title, and what the brief is for, beside the QR.
func (b Brief) headHigh() float64 {
	lines := textLines(b.Issued(), headWide, true) + textLines(b.Under(), headWide, false)
	title := float64(textLines(strings.ToUpper(BriefTitle), headWide/titleWider, true)) * titleHigh
	return max(codeHigh, float64(lines)*lineHigh+title+headRoom)
}

// titleWider is how much larger the letters of the title are.
const titleWider = 14.0 / textSize

// figuresHigh returns how high the row of large numbers is.
func (b Brief) figuresHigh() float64 {
	figures := b.Figures()
	lines := 1
	for _, f := range figures {
		lines = max(lines, textLines(f.Caption(), PaperWide/float64(len(figures))-2*cellSide, false))
	}
	return figureHigh + float64(lines)*lineHigh + figureRoom + figuresBelow
}

// Caption says what the number is, and how it changed.
func (f BriefFigure) Caption() string {
	text := f.Label + " (" + f.Change + ")"
	if f.Note != "" {
		text += " · " + f.Note
	}
	return text
}
