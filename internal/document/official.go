package document

import "strings"

// What stands around the content of every paper of the department has the form of Decree 30/2020/NĐ-CP, appendix I: places, sizes
// in points and looks are those of its table, and the margins lie in its ranges.
const (
	country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	motto   = "Độc lập - Tự do - Hạnh phúc"

	sizeHead, sizeMotto, sizeNumber = 12.0, 13.0, 13.0
	sizeText, sizeTable             = 14.0, 11.0
	sizeGoes, sizeGoesList          = 12.0, 11.0 // "Nơi nhận:" and those it lists
	indent                          = 12.7
)

// portrait is A4 as papers stand, landscape as wide appendices lie.
func portrait() section {
	return section{wide: 210, high: 297, top: 20, bottom: 20, left: 30, right: 15}
}

func landscape() section {
	return section{wide: 297, high: 210, top: 25, bottom: 20, left: 20, right: 20, numberFirst: true}
}

// letterhead is the head of a paper.
type letterhead struct {
	above, by string // the body above the one that issues, and that one
	number    string
	about     string // of a letter, in place of a title: "V/v …"; "" for a paper that has a title
	place     string // with the day
}

// The widths of the two halves of the head, and how long the rules below them are: below the motto as long as it is, below who
// issues between a third and a half of that.
const (
	leftHalf   = 67.0
	rightHalf  = 98.0
	mottoWide  = 57.0
	letterWide = 2.6 // of a capital of the issuer's name
)

func (h letterhead) table() table {
	left := cell{paragraphs: []paragraph{
		look(h.above, run{size: sizeHead}), look(h.by, run{size: sizeHead, bold: true}), rule(leftHalf, 0.42*letterWide*float64(len([]rune(h.by)))),
	}}
	right := cell{paragraphs: []paragraph{
		look(country, run{size: sizeHead, bold: true}), look(motto, run{size: sizeMotto, bold: true}), rule(rightHalf, mottoWide),
	}}
	number, place := look(h.number, run{size: sizeNumber}), look(h.place, run{size: sizeNumber, italic: true})
	number.before, place.before = 6, 6
	below := cell{paragraphs: []paragraph{number}}
	if h.about != "" {
		about := look(h.about, run{size: sizeHead})
		about.before = 6
		below.paragraphs = append(below.paragraphs, about)
	}
	return table{widths: []float64{leftHalf, rightHalf}, rows: []row{{left, right}, {below, cell{paragraphs: []paragraph{place}}}}}
}

// look returns the text in the middle of its place.
func look(text string, how run) paragraph {
	how.text = text
	return paragraph{runs: []run{how}, align: "center"}
}

// rule returns a line of that length in the middle of a place of that width.
func rule(within, long float64) paragraph {
	side := (within - long) / 2
	return paragraph{runs: []run{{text: "", size: 1}}, left: side, right: side, exactly: 3, ruled: true}
}

// addressee says to whom the paper goes.
func addressee(to string) paragraph {
	p := look("Kính gửi: "+to+".", run{})
	p.before, p.after = 16, 10
	return p
}

// prose returns a paragraph of the content.
func prose(text string) paragraph {
	p := words(text)
	p.align, p.first, p.before = "both", indent, 6
	return p
}

// signature is the end of a paper: who gets it, and who signs it as what.
type signature struct {
	recipients []string
	titles     []string // a line each
	name       string
}

// signingRoom is how high the place for signature and seal is, in points.
const signingRoom = 70.0

func (s signature) table() table {
	goes := cell{paragraphs: []paragraph{{runs: []run{{text: "Nơi nhận:", size: sizeGoes, bold: true, italic: true}}}}}
	for i, to := range s.recipients {
		end := ";"
		if i == len(s.recipients)-1 {
			end = "."
		}
		goes.paragraphs = append(goes.paragraphs, paragraph{runs: []run{{text: "- " + to + end, size: sizeGoesList}}})
	}
	signs := cell{}
	for _, title := range s.titles {
		signs.paragraphs = append(signs.paragraphs, look(title, run{bold: true}))
	}
	name := look(s.name, run{bold: true})
	name.before = signingRoom
	signs.paragraphs = append(signs.paragraphs, name)
	return table{widths: []float64{75, 90}, rows: []row{{goes, signs}}}
}

// appendix returns the head of an appendix: what it is, and the paper that it comes with.
func appendix(title, with string) []block {
	kind, name := look("Phụ lục", run{bold: true}), look(strings.ToUpper(title), run{bold: true})
	belongs := look("("+with+")", run{italic: true})
	belongs.after = 10
	return []block{kind, name, belongs}
}

// gap is a line of that height, in points, between two tables, which Word would join otherwise.
func gap(high float64) paragraph {
	return paragraph{runs: []run{{text: "", size: 1}}, exactly: high}
}
