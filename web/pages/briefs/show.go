// Package briefs shows the briefs of meetings: frozen ones on the screen and on paper, and the one that is being prepared.
package briefs

import (
	"net/url"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Show is a brief; one that is frozen has a code, and a picture of it.
type Show struct {
	Brief    reform.Brief
	Snapshot reform.Snapshot // of a frozen one
	CodeSize int             // of the QR, in modules
	CodePath string
	Paper    bool // alone, as it is printed
	Draft    bool // part of a page that has its own heading
	Decides  bool // the reader is one who decides
}

// ShowTitle is the page's title.
func ShowTitle(code string) string { return "Bản tóm tắt " + code }

// rows returns the tasks behind a figure of the frozen brief; "" for one that is not frozen.
func (v Show) rows(f reform.SnapshotFilter) string {
	if v.Brief.Code == "" {
		return ""
	}
	return paths.ToSnapshotRows(v.Brief.Code, Query(f))
}

// Query returns what the URL of a list of a snapshot's tasks says for the filter, its page apart.
func Query(f reform.SnapshotFilter) url.Values {
	q := url.Values{}
	if f.Basis == reform.DueOriginal {
		q.Set("tinh_theo", string(f.Basis))
	}
	if f.Unit != 0 {
		q.Set("don_vi", strconv.FormatInt(f.Unit, 10))
	}
	if f.Area != nil {
		q.Set("linh_vuc", strconv.Itoa(int(*f.Area)))
	}
	if f.Class != "" {
		q.Set("thoi_han", string(f.Class))
	}
	return q
}

// figureHref returns the tasks behind a large number; "" where it counts none.
func (v Show) figureHref(f reform.BriefFigure) string {
	if f.Wait || f.Label == "Hoàn thành" {
		return ""
	}
	return v.rows(reform.SnapshotFilter{Class: f.Class})
}

// cellHref returns the tasks behind the nth cell of a line of figures; "" for what is no figure.
func (v Show) cellHref(s reform.BriefSection, line reform.BriefLine, n int) string {
	if line.Row == nil || n == 0 || line.Cells[n] == "0" {
		return ""
	}
	f := reform.SnapshotFilter{}
	if n > 1 {
		f.Class = reform.FigureClasses()[n-2]
	}
	switch area := reform.Area(line.Row.ID); {
	case line.Sum:
	case s.ID == reform.BriefUnits:
		f.Unit = line.Row.ID
	default:
		f.Area = &area
	}
	return v.rows(f)
}

// codeHref returns the page of what the line is about; "" for what has none.
func (v Show) codeHref(s reform.BriefSection, line reform.BriefLine) string {
	switch {
	case v.Paper || line.Code == "":
		return ""
	case s.ID == reform.BriefChanges && line.Kind.OfObstacle():
		return paths.ToObstacle(line.Code)
	case line.Obstacle != "":
		return paths.ToObstacle(line.Obstacle)
	default:
		return paths.ToTask(line.Code)
	}
}

// bar is one coloured part of a line's bar, in hundredths of its width.
type bar struct{ class, x, width string }

func (s section) bars(row reform.BriefRow) []bar {
	most := 1
	for _, line := range s.Lines {
		if line.Row != nil && !line.Sum {
			most = max(most, line.Row.Now.Total())
		}
	}
	var bars []bar
	at := 0.0
	for _, class := range ui.StackClasses() {
		if n := row.Now.Of(class); n > 0 {
			wide := 100 * float64(n) / float64(most)
			bars = append(bars, bar{class: "bar-" + string(class), x: hundredths(at), width: hundredths(wide)})
			at += wide
		}
	}
	return bars
}

func hundredths(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) + "%" }

// section is a part of the brief with what its table needs.
type section struct{ reform.BriefSection }

// width returns how wide a column is, in hundredths of the paper.
func width(millimetres float64) string { return hundredths(100 * millimetres / reform.PaperWide) }

// box is the side of the QR's picture.
func (v Show) box() string { return "0 0 " + strconv.Itoa(v.CodeSize) + " " + strconv.Itoa(v.CodeSize) }

// taken says who froze the brief, and when.
func (v Show) taken() string {
	return "Chốt lúc " + calendar.Stamp(v.Snapshot.At) + ", người chốt: " + v.Brief.Author + ". Số liệu giữ nguyên như lúc chốt."
}

// titled returns which cell of a line says what it is about.
func (s section) titled() int {
	if s.ID == reform.BriefChanges {
		return 1
	}
	return 0
}

func number(n int) string { return viet.Int(n) }
