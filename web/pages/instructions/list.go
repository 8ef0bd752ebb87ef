// Package instructions shows what leaders told units to do and what has come of it.
package instructions

import (
	"maps"
	"net/url"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// List is one page of instructions.
type List struct {
	Filter  reform.InstructionFilter
	Lines   []reform.InstructionLine
	Counts  map[reform.InstructionState]int
	Leaders []reform.Leader
	Units   []reform.Unit
	Mine    int64 // the leader who reads; 0 for none
	MayGive bool
	Pages   ui.Pages
	Entry   ui.Entry // the days as they were typed, and what is wrong with them
}

// Title is the page's heading.
const Title = "Chỉ đạo của lãnh đạo"

// LeaderField is the filter by leader: a leader who does not name one reads their own.
const LeaderField = "lanh_dao"

func (v List) tabs() []ui.Tab {
	all := v.at(func(q url.Values) { q.Set(LeaderField, "") })
	return []ui.Tab{
		{Label: "Của tôi", Href: v.at(func(q url.Values) { q.Del(LeaderField) }), Current: v.Filter.Leader == v.Mine},
		{Label: "Của mọi lãnh đạo", Href: all, Current: v.Filter.Leader == 0},
	}
}

// at returns the list's address with its filters after the change.
func (v List) at(change func(url.Values)) string {
	q := v.Filter.Query()
	if v.Mine != 0 && v.Filter.Leader == 0 {
		q.Set(LeaderField, "")
	}
	change(q)
	return paths.With(paths.Instructions, q)
}

func (v List) filter() ui.Filter {
	q := v.Filter.Query()
	if v.Mine != 0 && v.Filter.Leader == v.Mine {
		q.Del(LeaderField)
	}
	filter := ui.Filter{Action: paths.Instructions, Active: len(q)}
	if filter.Active > 0 {
		filter.Clear = paths.Instructions
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
	leaders, units := []ui.Option{{Label: "Tất cả"}}, []ui.Option{{Label: "Tất cả"}}
	states, sources := []ui.Option{{Label: "Tất cả"}}, []ui.Option{{Label: "Tất cả"}}
	for _, l := range v.Leaders {
		leaders = append(leaders, ui.Option{Value: strconv.FormatInt(l.ID, 10), Label: l.Name})
	}
	for _, unit := range v.Units {
		if unit.TakesTasks() {
			units = append(units, ui.Option{Value: strconv.FormatInt(unit.ID, 10), Label: unit.Name, Group: unit.Relation.Label()})
		}
	}
	for _, s := range reform.InstructionStates() {
		states = append(states, ui.Option{Value: string(s), Label: s.Label()})
	}
	for _, s := range reform.InstructionSources() {
		sources = append(sources, ui.Option{Value: string(s), Label: s.Label()})
	}
	return []choice{
		{field(LeaderField, "Lãnh đạo"), leaders}, {field("don_vi", "Đơn vị"), units}, {field("trang_thai", "Kết quả"), states}, {field("nguon", "Nguồn"), sources},
	}
}

// figures are the states that are followed, each of which opens its own rows.
func (v List) figures() []ui.Figure {
	var figures []ui.Figure
	for _, state := range reform.InstructionStates()[:4] {
		href := v.at(func(q url.Values) { q.Set("trang_thai", string(state)) })
		figures = append(figures, ui.Figure{Kind: kinds[state], Value: viet.Int(v.Counts[state]), Label: state.Label(), Href: href})
	}
	return figures
}

// sum says that the figures add up, with what is not followed; "" where there is none.
func (v List) sum() string {
	total, parts := 0, []string{}
	for _, state := range reform.InstructionStates() {
		if n := v.Counts[state]; n > 0 {
			total += n
			parts = append(parts, viet.Int(n)+" "+strings.ToLower(state.Label()))
		}
	}
	if total == 0 {
		return ""
	}
	return viet.Int(total) + " ý kiến chỉ đạo = " + strings.Join(parts, " + ") + "."
}

// export is the address of the same rows as a workbook.
func (v List) export() string {
	q := url.Values{}
	maps.Copy(q, v.Filter.Query())
	return paths.With(paths.InstructionFile, q)
}

var table = ui.Table{
	Label:   "Bảng ý kiến chỉ đạo",
	Columns: []ui.Column{{Label: "Kết quả"}, {Label: "Nội dung chỉ đạo"}, {Label: "Đơn vị thực hiện"}, {Label: "Thời hạn"}, {Label: "Nhiệm vụ"}},
}

func (v List) empty() string {
	if v.filter().Active > 0 {
		return "Không có ý kiến chỉ đạo nào khớp bộ lọc."
	}
	return "Chưa có ý kiến chỉ đạo."
}

var kinds = map[reform.InstructionState]ui.Kind{
	reform.InstructionOverdue: ui.Over, reform.InstructionWaiting: ui.Waiting, reform.InstructionUnder: ui.Doing, reform.InstructionDone: ui.Done,
	reform.InstructionStopped: ui.Idle, reform.InstructionNoted: ui.Idle,
}

// chip is what has come of the instruction, with the days it is late.
func chip(l reform.InstructionLine, today calendar.Date) ui.Chip {
	text := l.State.Label()
	if l.State == reform.InstructionOverdue {
		text += " " + strconv.Itoa(today.Sub(l.DueOn)) + " ngày"
	}
	return ui.Chip{Kind: kinds[l.State], Text: text}
}

// source is where the instruction can be read whole.
func source(l reform.InstructionLine) string {
	switch l.Source {
	case reform.InstructionOnCard:
		return paths.ToObstacle(l.Code)
	case reform.InstructionInMeeting:
		return paths.ToMeeting(l.Code)
	default:
		return paths.ToTask(l.Task)
	}
}

// textMost is how much of what was said a row shows.
const textMost = 220

// said is the beginning of what the leader said, on one line.
func said(l reform.InstructionLine) string {
	letters := []rune(viet.Normalise(l.Text))
	if len(letters) <= textMost {
		return string(letters)
	}
	return strings.TrimSpace(string(letters[:textMost])) + "…"
}

// about is the quiet line of a row: who said it, when and where.
func about(l reform.InstructionLine) string {
	text := l.Leader
	if l.By != "" && l.Source != reform.InstructionInMeeting {
		text = l.By + " (thay " + l.Leader + ")"
	}
	text = l.Said(text)
	text += " · " + calendar.DateOf(l.At).Vietnamese() + " · " + l.Source.Label()
	if l.Code != "" {
		text += " " + l.Code
	}
	if l.Kind != "" && l.Kind != reform.EffectInstruction {
		text += " · " + l.Kind.Label()
	}
	return text
}

// unit is who carries it out: those above answer a letter.
func unit(l reform.InstructionLine) string {
	if l.LetterID != 0 {
		return "Cấp trên trả lời"
	}
	return dash(l.Unit)
}

func due(l reform.InstructionLine) string { return dash(l.DueOn.Vietnamese()) }

// done says when it was done; "" while it is not.
func done(l reform.InstructionLine) string {
	if l.DoneOn.IsZero() || l.State != reform.InstructionDone {
		return ""
	}
	return "Xong " + l.DoneOn.Vietnamese()
}

func dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
