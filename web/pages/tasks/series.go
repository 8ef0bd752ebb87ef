package tasks

import (
	"cmp"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Series is everything the page of a periodic task's periods shows.
type Series struct {
	Task        reform.Task
	Series      reform.Series
	Occurrences []reform.OccurrenceLine
	Tally       reform.Tally
	Page        int
	Next        *reform.SeriesPeriod // nil when none is opened any more
	MaySchedule bool
	Today       calendar.Date
}

func (v Series) pages() ui.Pages {
	return ui.Pages{
		Page: v.Page, Pages: reform.LastPage(v.Tally.Opened), Total: v.Tally.Opened, Noun: "kỳ",
		Href: func(n int) string { return paths.ToSeriesPage(v.Task.Code, n) },
	}
}

// figures are how the periods opened so far stand.
func (v Series) figures() []ui.Figure {
	return []ui.Figure{
		{Kind: ui.Done, Value: viet.Int(v.Tally.OnTime) + "/" + viet.Int(v.Tally.Finished()), Label: "Kỳ hoàn thành đúng hạn"},
		{Kind: ui.Over, Value: viet.Int(v.Tally.Over), Label: "Kỳ đang quá hạn"},
		{Kind: ui.Doing, Value: viet.Int(v.Tally.Opened), Label: "Kỳ đã mở"},
	}
}

// next says which period is opened next and when it is due, or why none is.
func (v Series) next() string {
	switch {
	case v.Next != nil:
		return v.Next.PeriodName + ": mở ngày " + v.Next.PeriodFrom.Vietnamese() + ", hạn " + v.Next.DueOn.Vietnamese()
	case v.Task.Opens():
		return "Không còn kỳ nào: lịch kết thúc ngày " + dateText(v.Series.EndsOn)
	default:
		return "Không mở kỳ mới khi nhiệm vụ ở trạng thái " + v.Task.State.Label()
	}
}

// scheduleText says when a periodic task is done anew: "Hằng tháng, hạn ngày 25; từ 01/11/2026 đến 31/12/2027".
func scheduleText(s reform.Series) string {
	text := s.Schedule.Label()
	if s.Schedule == reform.ScheduleMonthly {
		text += ", hạn ngày " + strconv.Itoa(s.DueDay)
	}
	text += "; từ " + dateText(s.StartsOn)
	if !s.EndsOn.IsZero() {
		text += " đến " + dateText(s.EndsOn)
	}
	return text
}

// tallyText is "5/6 kỳ hoàn thành đúng hạn, 1 kỳ đang quá hạn." and, where a deadline was moved, the same by the first one.
func tallyText(t reform.Tally) string {
	if t.Opened == 0 {
		return "Chưa mở kỳ nào."
	}
	return strings.TrimSpace(tallied(t.OnTime, t.Finished(), t.Over) + ". " + firstTallyText(t))
}

// firstTallyText is how the periods stand to their first deadlines; "" where that is no other than to those in force.
func firstTallyText(t reform.Tally) string {
	if t.FirstOnTime == t.OnTime && t.FirstOver == t.Over {
		return ""
	}
	return "Theo hạn gốc: " + tallied(t.FirstOnTime, t.Finished(), t.FirstOver) + "."
}

func tallied(onTime, finished, over int) string {
	text := viet.Int(onTime) + "/" + viet.Int(finished) + " kỳ hoàn thành đúng hạn"
	if over > 0 {
		text += ", " + viet.Int(over) + " kỳ đang quá hạn"
	}
	return text
}

// timely says of a completed period whether it was in time; "" for one that is still open.
func timely(l reform.OccurrenceLine) string {
	switch {
	case l.CompletedOn.IsZero():
		return ""
	case l.CompletedOn.After(l.DueOn):
		return "quá hạn " + viet.Int(l.CompletedOn.Sub(l.DueOn)) + " ngày"
	default:
		return "đúng hạn"
	}
}

var occurrenceColumns = []ui.Column{{Label: "Kỳ"}, {Label: "Trạng thái"}, {Label: "Hạn"}, {Label: "Tiến độ"}, {Label: "Hoàn thành"}}

func (v Series) table() ui.Table {
	return ui.Table{Label: "Các kỳ", Caption: viet.Int(v.Tally.Opened) + " kỳ đã mở, kỳ mới nhất trước", Columns: occurrenceColumns}
}

// beside returns the neighbour of an occurrence on that side, if it has one.
func beside(neighbours []reform.Neighbour, earlier bool) (reform.Neighbour, bool) {
	for _, n := range neighbours {
		if n.Earlier == earlier {
			return n, true
		}
	}
	return reform.Neighbour{}, false
}

func worker(l reform.OccurrenceLine) string { return cmp.Or(l.Officer, l.LeadUnit) }
