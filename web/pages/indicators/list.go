// Package indicators holds the pages of what the reform is measured by: each area's indicators, and the form of one.
package indicators

import (
	"strconv"

	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// List is a page of the indicators, by area.
type List struct {
	Lines     []reform.IndicatorLine
	Pages     ui.Pages
	Query     ui.Entry
	MayManage bool
}

// group is the lines of one area that stand together.
type group struct {
	area  reform.Area
	lines []reform.IndicatorLine
}

func (v List) groups() []group {
	var groups []group
	for i, line := range v.Lines {
		if i == 0 || line.Area != v.Lines[i-1].Area {
			groups = append(groups, group{area: line.Area})
		}
		last := &groups[len(groups)-1]
		last.lines = append(last.lines, line)
	}
	return groups
}

func (v List) filter() ui.Filter {
	f := ui.Filter{Action: paths.Indicators}
	if v.Query.Value("linh_vuc") != "" {
		f.Active, f.Clear = 1, paths.Indicators
	}
	return f
}

func (v List) table(g group) ui.Table {
	t := ui.Table{
		Label: "Chỉ tiêu: " + g.area.Short(), Caption: viet.Int(len(g.lines)) + " chỉ tiêu",
		Columns: []ui.Column{{Label: "Tên chỉ tiêu"}, {Label: "Điểm xuất phát", Number: true}, {Label: "Chỉ tiêu", Number: true}, {Label: "Ngày phải đạt"}, {Label: "Nhiệm vụ"}},
	}
	if v.MayManage {
		t.Columns = append(t.Columns, ui.Column{Label: "Thao tác", Unseen: true})
	}
	return t
}

func areas(empty string) []ui.Option {
	options := []ui.Option{{Label: empty}}
	for _, area := range reform.Areas() {
		options = append(options, ui.Option{Value: strconv.Itoa(int(area)), Label: area.Name()})
	}
	return options
}

func rowID(l reform.IndicatorLine) string { return "chi-tieu-" + strconv.FormatInt(l.ID, 10) }

// cited names the clause as texts refer to it: "điểm b mục 3, Công văn 433/UBND-NC ngày 27/02/2024".
func cited(c reform.SourceClause) string {
	d := c.Document()
	kind := d.Kind.Label()
	if d.Kind == reform.DocumentOther {
		kind = "Văn bản"
	}
	return c.Label + ", " + kind + " " + d.Number() + " " + d.Dated()
}

func baseline(l reform.IndicatorLine) string {
	if l.Baseline == nil {
		return ""
	}
	return l.Amount(*l.Baseline)
}

func day(l reform.IndicatorLine) string {
	if l.TargetOn.IsZero() {
		return "Thường xuyên"
	}
	return l.TargetOn.Vietnamese()
}

// beyond says how many tasks of the indicator are out of the reader's reach.
func beyond(l reform.IndicatorLine) string {
	if len(l.Tasks) == 0 {
		return viet.Int(l.Beyond()) + " nhiệm vụ của đơn vị khác"
	}
	return "và " + viet.Int(l.Beyond()) + " nhiệm vụ của đơn vị khác"
}
