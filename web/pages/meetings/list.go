// Package meetings shows meetings: their register, what each is about, what units answer and what is concluded.
package meetings

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// List is one page of the register of meetings.
type List struct {
	ToCome     []reform.Meeting // over the first page of it
	Meetings   []reform.Meeting
	Series     []reform.MeetingSeries
	Chosen     int64 // the series that the register is narrowed to; 0 for none
	MayPrepare bool
	Pages      ui.Pages
}

func (v List) filter() ui.Filter {
	filter := ui.Filter{Action: paths.Meetings}
	if v.Chosen != 0 {
		filter.Active, filter.Clear = 1, paths.Meetings
	}
	return filter
}

func (v List) seriesField() (ui.Field, []ui.Option) {
	options := []ui.Option{{Label: "Tất cả"}}
	for _, s := range v.Series {
		options = append(options, ui.Option{Value: number(s.ID), Label: s.Name})
	}
	return ui.Field{Name: "loai", Label: "Loại giao ban", Value: number(v.Chosen)}, options
}

func (v List) table() ui.Table {
	return ui.Table{Label: "Sổ giao ban", Columns: []ui.Column{
		{Label: "Tình trạng"}, {Label: "Cuộc giao ban"}, {Label: "Giờ họp"}, {Label: "Đơn vị trả lời", Number: true}, {Label: "Kết luận", Number: true},
	}}
}

// Chip is how far the meeting has come.
func Chip(s reform.MeetingState) ui.Chip {
	kinds := map[reform.MeetingState]ui.Kind{
		reform.MeetingPlanned: ui.Waiting, reform.MeetingFrozen: ui.Doing, reform.MeetingConcluded: ui.Done, reform.MeetingCancelled: ui.Idle,
	}
	chip := ui.Chip{Kind: kinds[s], Text: s.Label()}
	if s == reform.MeetingCancelled {
		chip.Icon = "x"
	}
	return chip
}

// title names the meeting by its code and its series.
func title(m reform.Meeting) string { return m.Code + ": " + m.Series }

// sits is when the meeting sits: "08:00 Thứ Hai, 30/11/2026".
func sits(at time.Time) string { return calendar.Clock(at) + " " + calendar.DateOf(at).Long() }

// about is the quiet line below the meeting's name.
func about(m reform.Meeting) string {
	text := "Chủ trì: " + m.Chair
	if m.Place != "" {
		text += " · " + m.Place
	}
	return text
}

// answered is how many of the units that are to report have answered; "–" where none is.
func answered(m reform.Meeting) string {
	if m.Asked == 0 {
		return "–"
	}
	return strconv.Itoa(m.Answered) + "/" + strconv.Itoa(m.Asked)
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func version(n int) []ui.Hidden {
	return []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(n)}}
}
