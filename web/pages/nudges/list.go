package nudges

import (
	"strconv"
	"time"

	"github.com/a-h/templ"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// List is one page of the register of nudges.
type List struct {
	Filter  reform.NudgeFilter
	Nudges  []reform.Nudge
	Pages   ui.Pages
	Units   []reform.Unit // empty for whoever sees only those of one's own units
	MaySend bool
	Undo    bool            // the batch that is shown can still be taken back
	Above   templ.Component // what waits for the Office's word; nil for nothing
	Now     time.Time
}

func (v List) title() string {
	if v.Filter.Batch != 0 {
		return "Đợt nhắc vừa lập"
	}
	return "Nhắc việc, đôn đốc"
}

func (v List) under() string {
	switch {
	case v.Filter.Batch != 0:
		return "Mỗi đơn vị một thông báo, gồm mọi nhiệm vụ được nhắc trong đợt."
	case v.MaySend || len(v.Units) > 0:
		return "Mọi lần Văn phòng nhắc việc, đơn vị đã xem và trả lời đến đâu. Mới lập đứng trước."
	default:
		return "Văn phòng đã nhắc đơn vị những việc gì. Mới nhận đứng trước."
	}
}

func (v List) filter() ui.Filter {
	filter := ui.Filter{Action: paths.Nudges, Active: len(v.Filter.Query())}
	if v.Filter.Batch != 0 {
		filter.Hidden = []ui.Hidden{{Name: "dot", Value: strconv.FormatInt(v.Filter.Batch, 10)}}
	}
	if filter.Active > 0 {
		filter.Clear = paths.Nudges
	}
	return filter
}

// choice is one of the filters with what can be chosen for it.
type choice struct {
	field   ui.Field
	options []ui.Option
}

func (v List) choices() []choice {
	q := v.Filter.Query()
	field := func(name, label string) ui.Field { return ui.Field{Name: name, Label: label, Value: q.Get(name)} }
	rung, state, hearing := []ui.Option{{Label: "Tất cả"}}, []ui.Option{{Label: "Tất cả"}}, []ui.Option{{Label: "Tất cả"}}
	for _, r := range reform.Rungs() {
		rung = append(rung, ui.Option{Value: strconv.Itoa(int(r)), Label: r.Label()})
	}
	for _, s := range reform.NudgeStates() {
		state = append(state, ui.Option{Value: string(s), Label: s.Label()})
	}
	for _, h := range reform.Hearings() {
		hearing = append(hearing, ui.Option{Value: string(h), Label: h.Label()})
	}
	all := []choice{{field("bac", "Mức"), rung}, {field("phan_hoi", "Phản hồi"), hearing}}
	if len(v.Units) > 0 {
		all = append([]choice{{field("don_vi", "Đơn vị"), v.unitOptions()}}, append(all, choice{field("trang_thai", "Trạng thái"), state})...)
	}
	return all
}

func (v List) unitOptions() []ui.Option {
	options := []ui.Option{{Label: "Tất cả"}}
	for _, unit := range v.Units {
		if unit.TakesTasks() {
			options = append(options, ui.Option{Value: strconv.FormatInt(unit.ID, 10), Label: unit.Name, Group: unit.Relation.Label()})
		}
	}
	return options
}

func (v List) table() ui.Table {
	return ui.Table{
		Label: "Bảng nhắc việc",
		Columns: []ui.Column{
			{Label: "Tình trạng"}, {Label: "Nhắc việc"}, {Label: "Gửi lúc"}, {Label: "Trả lời trước"}, {Label: "Đã xem"}, {Label: "Trả lời", Number: true},
		},
	}
}

func (v List) empty() string {
	if len(v.Filter.Query()) > 0 {
		return "Không có lần nhắc nào khớp bộ lọc."
	}
	return "Chưa nhắc lần nào."
}

// sendsAt is when what is about to go out does so.
func (v List) sendsAt() time.Time {
	for _, nudge := range v.Nudges {
		if nudge.Recallable(v.Now) {
			return *nudge.SendAt
		}
	}
	return v.Nudges[0].MadeAt.Add(reform.RecallTime)
}

var hearingKinds = map[reform.Hearing]ui.Kind{
	reform.HearingUnseen: ui.Waiting, reform.HearingSeen: ui.Waiting, reform.HearingPart: ui.Doing, reform.HearingSilent: ui.Over, reform.HearingAnswered: ui.Done,
}

// Chip is where the nudge is on its way, and once it went out what became of it.
func Chip(n reform.Nudge, now time.Time) ui.Chip {
	if hearing := n.Hearing(now); hearing != "" {
		return ui.Chip{Kind: hearingKinds[hearing], Text: hearing.Label()}
	}
	kind := ui.Idle
	if n.State == reform.NudgePrepared || n.State == reform.NudgeQueued {
		kind = ui.Soon
	}
	return ui.Chip{Kind: kind, Text: n.State.Label()}
}

// about is the quiet line of a row: which rung, of how many tasks, by whom.
func about(n reform.Nudge) string {
	text := n.Rung.Label() + " · " + tasksOf(n.Tasks) + " · " + by(n)
	if n.LetterNumber != "" {
		text += " · số " + n.LetterNumber
	}
	return text
}

// by is who made the nudge.
func by(n reform.Nudge) string {
	if n.For != "" {
		return n.Author + " (thay " + n.For + ")"
	}
	return n.Author
}

func stamp(at *time.Time) string {
	if at == nil {
		return "–"
	}
	return calendar.Stamp(*at)
}

func answered(n reform.Nudge) string {
	if n.SentAt == nil {
		return "–"
	}
	return viet.Int(n.Answered) + "/" + viet.Int(n.Tasks)
}
