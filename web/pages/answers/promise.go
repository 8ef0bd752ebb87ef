package answers

import (
	"net/url"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Promises is one page of what units promised in a year.
type Promises struct {
	Filter  reform.PromiseFilter
	Units   []reform.PromiseCounts
	All     reform.PromiseCounts
	Lines   []reform.Promise
	Choices []reform.Unit // to filter by
	May     []bool        // promise another day in place of each line
	Pages   ui.Pages
	Today   calendar.Date
}

// query writes the filter as the page's address has it.
func query(f reform.PromiseFilter) url.Values {
	values := url.Values{"nam": {strconv.Itoa(f.Year)}}
	if f.Unit != 0 {
		values.Set("don_vi", strconv.FormatInt(f.Unit, 10))
	}
	if f.State != "" {
		values.Set("ket_qua", string(f.State))
	}
	return values
}

func (v Promises) filter() ui.Filter {
	active := 0
	for _, on := range []bool{v.Filter.Unit != 0, v.Filter.State != "", v.Filter.Year != v.Today.Year()} {
		if on {
			active++
		}
	}
	bar := ui.Filter{Action: paths.Promises, Active: active}
	if active > 0 {
		bar.Clear = paths.Promises
	}
	return bar
}

func (v Promises) unitOptions() []ui.Option {
	options := []ui.Option{{Label: "Mọi đơn vị"}}
	for _, unit := range v.Choices {
		options = append(options, ui.Option{Value: strconv.FormatInt(unit.ID, 10), Label: unit.Name, Selected: unit.ID == v.Filter.Unit})
	}
	return options
}

func (v Promises) stateOptions() []ui.Option {
	options := []ui.Option{{Label: "Mọi kết quả"}}
	for _, state := range reform.PromiseStates() {
		options = append(options, ui.Option{Value: string(state), Label: state.Label(), Selected: state == v.Filter.State})
	}
	return options
}

func (v Promises) yearOptions() []ui.Option {
	var options []ui.Option
	for year := v.Today.Year() + 1; year >= v.Today.Year()-3; year-- {
		options = append(options, ui.Option{Value: strconv.Itoa(year), Label: strconv.Itoa(year), Selected: year == v.Filter.Year})
	}
	return options
}

// promiseKinds is how each state looks.
var promiseKinds = map[reform.PromiseState]ui.Chip{
	reform.PromiseKept: {Kind: ui.Done}, reform.PromiseOpen: {Kind: ui.Doing, Icon: "calendar"}, reform.PromiseMoved: {Kind: ui.Soon, Icon: "repeat"},
	reform.PromiseBroken: {Kind: ui.Over}, reform.PromiseReleased: {Kind: ui.Idle},
}

// PromiseChip returns the chip of what has become of a promise.
func PromiseChip(state reform.PromiseState) ui.Chip {
	chip := promiseKinds[state]
	chip.Text = state.Label()
	return chip
}

func (v Promises) figures() []ui.Figure {
	var figures []ui.Figure
	for _, state := range reform.PromiseStates() {
		of := v.Filter
		of.State = state
		figures = append(figures, ui.Figure{
			Kind: promiseKinds[state].Kind, Value: viet.Int(v.All.Of(state)), Label: state.Label(), Href: paths.ToPromises(query(of)),
		})
	}
	return figures
}

// rate is how many of the promises that came to something were kept, with what it is a part of.
func rate(c reform.PromiseCounts) string {
	judged := c.Kept + c.Moved + c.Broken
	if judged == 0 {
		return "chưa có"
	}
	return viet.Percent(c.Kept, judged) + " (" + viet.Int(c.Kept) + "/" + viet.Int(judged) + ")"
}

// unit leads to the promises of the unit alone, in the state where one is given.
func (v Promises) unit(c reform.PromiseCounts, state reform.PromiseState) string {
	of := v.Filter
	of.Unit, of.State = c.UnitID, state
	return paths.ToPromises(query(of))
}

func (v Promises) unitTable() ui.Table {
	columns := []ui.Column{{Label: "Đơn vị"}}
	for _, state := range reform.PromiseStates() {
		columns = append(columns, ui.Column{Label: state.Label(), Number: true})
	}
	return ui.Table{Label: "Bảng lời hẹn theo đơn vị", Columns: append(columns, ui.Column{Label: "Tỷ lệ đúng hẹn", Number: true})}
}

func (v Promises) table() ui.Table {
	columns := []ui.Column{{Label: "Kết quả"}, {Label: "Nhiệm vụ"}, {Label: "Đơn vị"}, {Label: "Hẹn xong ngày"}, {Label: "Đã hẹn"}, {Label: "Sau đó"}}
	return ui.Table{Label: "Bảng lời hẹn", Caption: viet.Int(v.Pages.Total) + " lời hẹn, ngày hẹn muộn nhất trước", Columns: append(columns, ui.Column{Label: "Thao tác", Unseen: true})}
}

// record leads to the task while the unit leads it, and to the nudge afterwards.
func record(p reform.Promise) string {
	if p.Led {
		return paths.ToTask(p.Task)
	}
	return paths.ToNudge(p.Nudge)
}

// made says when it was promised, by whom and in answer to what.
func made(p reform.Promise) string {
	who := p.By
	if p.For != "" {
		who += " (thay " + p.For + ")"
	}
	return calendar.DateOf(p.MadeAt).Vietnamese() + ", " + who
}

// after says what came after the promise.
func after(p reform.Promise) string {
	switch {
	case p.ReleasedAt != nil && p.NextAt == nil:
		return "Thôi giữ việc từ " + calendar.DateOf(*p.ReleasedAt).Vietnamese()
	case p.NextAt != nil:
		return "Hẹn lại " + p.NextOn.Vietnamese() + " (ngày " + calendar.DateOf(*p.NextAt).Vietnamese() + ")"
	case !p.DoneOn.IsZero():
		return "Xong ngày " + p.DoneOn.Vietnamese()
	default:
		return "Chưa xong"
	}
}

func (v Promises) again(p reform.Promise) ui.Button {
	return ui.Button{Label: "Đổi ngày hẹn", For: p.Task, Small: true, Href: Asks(reform.NudgeTask{ID: p.AnswerID, Nudge: p.Nudge}, reform.AnswerPromised)}
}
