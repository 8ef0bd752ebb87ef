package reform

import (
	"slices"

	"cchc/internal/viet"
)

// BriefColumn is a column of a part of the brief on paper; its width is in millimetres.
type BriefColumn struct {
	Label  string
	Width  float64
	Number bool
}

// BriefLine is one line of a part: a text for each column.
type BriefLine struct {
	Key      string // by which it can be moved out; "" for what cannot
	Cells    []string
	Sum      bool       // the last line of a table of figures
	Kind     NewsKind   // of a change
	Obstacle string     // under which it is decided
	Code     string     // the task, or the obstacle, that it is about
	Row      *BriefRow  // of a table of figures
	Class    Timeliness // of what was concluded
}

// BriefSection is one part of the brief, the same on the screen, on paper and in Word.
type BriefSection struct {
	ID      string
	Heading string
	Words   []string // before its lines
	Columns []BriefColumn
	Lines   []BriefLine
	After   []string
}

// The parts of a brief.
const (
	BriefDecide    = "quyet-dinh"
	BriefChanges   = "thay-doi"
	BriefPromised  = "da-giao"
	BriefUnits     = "don-vi"
	BriefAreas     = "linh-vuc"
	BriefSilent    = "chua-tra-loi"
	BriefQuestions = "cau-hoi"
	BriefAheadPart = "sap-den-han"
	BriefSums      = "so-lieu"
)

// PaperWide is how wide the text of the paper is, in millimetres: A4 with the margins of Decree 30/2020/NĐ-CP.
const PaperWide = 165.0

// BriefBoxes are what a leader ticks on paper.
const BriefBoxes = "□ Đồng ý   □ Khác"

// Sections returns the parts of the brief in the order they are read; those with nothing to say are left out.
func (b Brief) Sections() []BriefSection {
	all := []BriefSection{b.decisions(), b.changes(), b.promises(), figureSection(BriefUnits, "Theo đơn vị", "Đơn vị", b.Units, b.Numbers),
		figureSection(BriefAreas, "Theo lĩnh vực", "Lĩnh vực", b.Areas, b.Numbers), b.silence(), b.questions(), b.dueAhead(), b.sums()}
	var sections []BriefSection
	for _, section := range all {
		if len(section.Lines)+len(section.Words)+len(section.After) > 0 {
			section.Heading = numbered(len(sections)+1, section.Heading)
			sections = append(sections, section)
		}
	}
	return sections
}

func (b Brief) decisions() BriefSection {
	s := BriefSection{ID: BriefDecide, Heading: "Đề nghị quyết định", Columns: []BriefColumn{{Label: "Nội dung", Width: 115}, {Label: "Ý kiến", Width: 50}}}
	for i, d := range b.Decide {
		s.Lines = append(s.Lines, BriefLine{Key: d.Key, Cells: []string{numbered(i+1, d.asks()), BriefBoxes}, Obstacle: d.Obstacle, Code: d.Obstacle})
	}
	if len(b.Decide) == 0 {
		s.Words = []string{"Không có việc chờ lãnh đạo quyết định."}
	}
	return s
}

func (b Brief) changes() BriefSection {
	s := BriefSection{ID: BriefChanges, Heading: "Thay đổi từ giao ban trước", Words: []string{b.counted()}, Columns: []BriefColumn{
		{Label: "Loại", Width: 32}, {Label: "Nội dung", Width: 86}, {Label: "Đơn vị", Width: 47},
	}}
	for _, c := range b.Changes {
		s.Lines = append(s.Lines, BriefLine{Key: c.Key, Cells: []string{c.Kind.Label(), c.says(), c.Unit}, Kind: c.Kind, Code: c.Code})
	}
	if b.More > 0 {
		s.After = []string{"… và " + viet.Int(b.More) + " thay đổi khác, xem trên phần mềm."}
	}
	return s
}

func (b Brief) promises() BriefSection {
	s := BriefSection{ID: BriefPromised, Heading: "Việc lãnh đạo đã giao kỳ trước", Columns: []BriefColumn{
		{Label: "Việc", Width: 82}, {Label: "Đơn vị", Width: 45}, {Label: "Kết quả", Width: 38},
	}}
	for _, p := range b.Promised {
		if !p.Hidden {
			s.Lines = append(s.Lines, BriefLine{Key: p.Key, Cells: []string{p.Text, p.Unit, p.Outcome()}, Code: p.Task, Class: p.Class})
		}
	}
	if len(b.Promised) > 0 {
		s.Words = []string{b.promised()}
	}
	return s
}

// FigureClasses are the classes in the order that tables of a brief show them, after their sum.
func FigureClasses() []Timeliness {
	return []Timeliness{DoneOnTime, DoneLate, OpenInTime, OpenOverdue, NoDeadline}
}

// figureHeads are the heads of the columns of a brief's tables of figures, their sum first.
var figureHeads = []BriefColumn{
	{Label: "Tổng", Width: 15, Number: true}, {Label: "Xong đúng hạn", Width: 14, Number: true}, {Label: "Xong quá hạn", Width: 14, Number: true},
	{Label: "Trong hạn", Width: 16, Number: true}, {Label: "Quá hạn", Width: 14, Number: true}, {Label: "Không thời hạn", Width: 17, Number: true},
}

// BarWide is how wide, in millimetres, the bar of a line of figures is; it stands after the name.
const BarWide = 25.0

func figureSection(id, heading, first string, rows []BriefRow, sum BriefNumbers) BriefSection {
	s := BriefSection{ID: id, Heading: heading, Columns: append([]BriefColumn{{Label: first, Width: 50}}, figureHeads...)}
	if len(rows) == 0 {
		return s
	}
	rows = slices.Clone(rows)
	if id == BriefUnits { // of which the areas have the same
		rows = append(rows, BriefRow{Name: "Tổng", Now: sum.Now, First: sum.First})
	}
	for i, row := range rows {
		cells := []string{row.Name, viet.Int(row.Now.Total())}
		for _, class := range FigureClasses() {
			cells = append(cells, viet.Int(row.Now.Of(class)))
		}
		s.Lines = append(s.Lines, BriefLine{Cells: cells, Row: &row, Sum: id == BriefUnits && i == len(rows)-1})
	}
	return s
}

func (b Brief) silence() BriefSection {
	s := BriefSection{ID: BriefSilent, Heading: "Chưa trả lời", Columns: []BriefColumn{
		{Label: "Đơn vị", Width: 50}, {Label: "Nội dung hỏi", Width: 83}, {Label: "Phải trả lời trước", Width: 32},
	}}
	for _, l := range b.Silent {
		s.Lines = append(s.Lines, BriefLine{Key: l.Key, Cells: []string{l.Unit, l.Asked, l.By.Vietnamese()}})
	}
	return s
}

func (b Brief) questions() BriefSection {
	s := BriefSection{ID: BriefQuestions, Heading: "Câu hỏi nên nêu"}
	for i, question := range b.Questions {
		s.Words = append(s.Words, string(rune('a'+i))+") "+question)
	}
	return s
}

func (b Brief) dueAhead() BriefSection {
	s := BriefSection{ID: BriefAheadPart, Heading: "Sắp đến hạn trước giao ban sau", Columns: []BriefColumn{
		{Label: "Việc có nguy cơ", Width: 75}, {Label: "Đơn vị", Width: 42}, {Label: "Vì sao", Width: 48},
	}}
	if b.Ahead.Until.IsZero() {
		return s
	}
	s.Words = []string{b.ahead()}
	for _, c := range b.Ahead.Lines {
		s.Lines = append(s.Lines, BriefLine{Key: c.Key, Cells: []string{c.Title + " (" + c.Code + ")", c.Unit, c.Detail}, Code: c.Code})
	}
	return s
}

func (b Brief) sums() BriefSection {
	return BriefSection{ID: BriefSums, Heading: "Số liệu", Words: append(b.Sums(), b.Made())}
}

// Bars reports whether each line of the part is figures, drawn as a bar too.
func (s BriefSection) Bars() bool { return s.ID == BriefUnits || s.ID == BriefAreas }
