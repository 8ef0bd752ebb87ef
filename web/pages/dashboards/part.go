package dashboards

import (
	"net/url"
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Unit is the page of one unit: its figures, why it is late, how it was urged and what it promised.
type Unit struct {
	Show
	Of       reform.Unit
	Late     []reform.LateTask
	Nudges   []reform.Nudge
	Promises reform.PromiseCounts
	MayNudge bool
	MayTell  bool
}

// Area is the page of one area.
type Area struct {
	Show
	Of         reform.Area
	Late       []reform.LateTask
	Indicators []reform.IndicatorLine
	Documents  []reform.DocumentLine
}

// risksOfPart is how many tasks at risk the page of a unit or an area lists.
const risksOfPart = 30

// explain leads to what asks the unit why it is late: the preview of a nudge for who may urge, an instruction for who may give one.
func (v Unit) explain() *ui.Button {
	switch {
	case len(v.Late) == 0:
		return nil
	case v.MayNudge:
		filter := reform.BoardFilter{Group: reform.BoardOverdue, TaskFilter: reform.TaskFilter{Unit: v.Of.ID}}
		return &ui.Button{Label: "Yêu cầu giải trình", Icon: "bell", Look: ui.Primary, Href: paths.ToNudgePreview(url.Values{"loc": {filter.Query().Encode()}})}
	case v.MayTell:
		return &ui.Button{Label: "Yêu cầu giải trình", Look: ui.Primary, Href: paths.With(paths.InstructionNew, url.Values{"don_vi": {strconv.FormatInt(v.Of.ID, 10)}})}
	}
	return nil
}

// urged are the nudges of the unit; promises its promises.
func (v Unit) urged() string { return paths.ToNudges(reform.NudgeFilter{Unit: v.Of.ID}.Query()) }

func (v Unit) promised() string {
	return paths.With(paths.Promises, url.Values{"don_vi": {strconv.FormatInt(v.Of.ID, 10)}})
}

// promisesSaid is what became of the unit's promises of the year.
func (v Unit) promisesSaid() string {
	if v.Promises.Total() == 0 {
		return "Năm " + strconv.Itoa(v.On.Year()) + " đơn vị chưa hẹn ngày nào."
	}
	text := "Năm " + strconv.Itoa(v.On.Year()) + " đơn vị đã hẹn " + viet.Int(v.Promises.Total()) + " lần: "
	for i, state := range reform.PromiseStates() {
		if i > 0 {
			text += ", "
		}
		text += viet.Int(v.Promises.Of(state)) + " " + map[reform.PromiseState]string{
			reform.PromiseKept: "đúng hẹn", reform.PromiseOpen: "chưa đến ngày hẹn", reform.PromiseMoved: "đổi hẹn", reform.PromiseBroken: "lỡ hẹn",
			reform.PromiseReleased: "không tính",
		}[state]
	}
	return text + "."
}

// heard is what became of a nudge at its unit.
func heard(n reform.Nudge, at time.Time) string {
	text := n.Hearing(at).Label()
	if n.Tasks > 0 {
		text += ", trả lời " + viet.Int(n.Answered) + " trên " + viet.Int(n.Tasks) + " nhiệm vụ"
	}
	return text
}

func sentAt(n reform.Nudge) string {
	if n.SentAt == nil {
		return "–"
	}
	return calendar.Stamp(*n.SentAt)
}

// why is the reason of an overdue task: what holds it up, why its unit said it is late, what it last said otherwise.
func why(t reform.LateTask) string {
	text := ""
	if t.Obstacle != "" {
		text = "Đang vướng " + t.Obstacle + ". "
	}
	switch {
	case t.SaidAt == nil:
		return text + "Đơn vị chưa báo cáo lần nào."
	case t.Reason != "":
		return text + viet.Cut(t.Reason, 200) + " (báo cáo " + calendar.DateOf(*t.SaidAt).Vietnamese() + ")"
	}
	return text + "Đơn vị chưa nêu lý do quá hạn. Báo cáo " + calendar.DateOf(*t.SaidAt).Vietnamese() + ": " + viet.Cut(t.Done, 160)
}

func late(t reform.LateTask, on calendar.Date) string {
	return t.DueOn.Vietnamese() + ", quá " + viet.Int(on.Sub(t.DueOn)) + " ngày"
}

func urgedTimes(n int) string {
	if n == 0 {
		return "Chưa nhắc"
	}
	return viet.Int(n) + " lần"
}

var (
	lateTable = ui.Table{Label: "Nhiệm vụ quá hạn", Caption: "Xếp theo thời hạn, quá lâu nhất trước", Columns: []ui.Column{
		{Label: "Nhiệm vụ"}, {Label: "Hạn"}, {Label: "Vì sao"}, {Label: "Đã nhắc"},
	}}
	nudgeTable = ui.Table{Label: "Đã nhắc", Columns: []ui.Column{{Label: "Lần nhắc"}, {Label: "Gửi lúc"}, {Label: "Kết quả"}}}
)
