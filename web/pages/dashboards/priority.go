package dashboards

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Priorities are the priority tasks with their three readings, as of one instant.
type Priorities struct {
	All   []reform.Priority
	Shown int // how many of them stand here; 0 for all
	At    calendar.Date
	Live  bool
	May   bool // the reader may judge them
	Stamp string
}

// PrioritiesTitle is the heading of the page.
const PrioritiesTitle = "Nhiệm vụ trọng điểm"

func (v Priorities) under() string {
	return viet.Int(len(v.All)) + " nhiệm vụ đang mở · " + v.Stamp
}

// asked says how many the Office is asked to judge; "" where there is none.
func (v Priorities) asked() string {
	n := reform.AskedAnew(v.All, v.At)
	if n == 0 {
		return ""
	}
	return viet.Int(n) + " nhiệm vụ chưa có nhận định còn hiệu lực của Văn phòng."
}

func (v Priorities) shown() []reform.Priority {
	if v.Shown == 0 {
		return v.All
	}
	return v.All[:min(v.Shown, len(v.All))]
}

var priorityTable = ui.Table{Label: PrioritiesTitle, Caption: "Xếp theo thời hạn, sớm nhất trước", Columns: []ui.Column{
	{Label: "Nhiệm vụ"}, {Label: "Theo quy tắc"}, {Label: "Đơn vị báo cáo"}, {Label: "Văn phòng nhận định"},
}}

// below stands under a priority task's title.
func below(p reform.Priority) string {
	text := p.Code + " · " + p.Unit
	if p.DueOn.IsZero() {
		return text + " · không thời hạn"
	}
	return text + " · hạn " + p.DueOn.Vietnamese()
}

// claimed is what the unit said last.
func claimed(p reform.Priority) string {
	if p.ClaimedAt == nil {
		return "Chưa có báo cáo."
	}
	text := "Đạt " + strconv.Itoa(p.Claimed) + "%"
	if !p.ExpectedOn.IsZero() {
		text += ", dự kiến xong " + p.ExpectedOn.Vietnamese()
	}
	return text + " (báo cáo " + calendar.DateOf(*p.ClaimedAt).Vietnamese() + ")."
}

// standing says until when the judgement holds, or since when it holds no more.
func standing(j reform.Judgement, on calendar.Date) string {
	if !j.Stands(on) {
		return "Đã hết hiệu lực sau ngày " + j.UntilOn.Vietnamese() + ", cần nhận định lại."
	}
	return by(j) + ", có hiệu lực đến hết " + j.UntilOn.Vietnamese() + "."
}

// by says who judged, and for whom.
func by(j reform.Judgement) string {
	if j.MadeFor != "" {
		return j.MadeBy + " (thay " + j.MadeFor + ")"
	}
	return j.MadeBy
}

func (v Priorities) judge(p reform.Priority) ui.Button {
	label := "Nhận định"
	if p.Judged.ID != 0 {
		label = "Nhận định lại"
	}
	return ui.Button{Label: label, For: p.Code, Small: true, Href: paths.ToJudge(p.Code)}
}
