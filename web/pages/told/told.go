// Package told shows a person what the portal told them.
package told

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// LastField carries the newest notice that was shown: marking all as read goes no further.
const LastField = "den"

// List is one page of what a person was told: what they have not read first, the newest first of each.
type List struct {
	Notices []reform.Notice
	Unread  int // one past reform.UnreadMost: more
	Pages   ui.Pages
	Today   calendar.Date
}

// part is the notices of the page that are read, or that are not, day by day.
type part struct {
	read bool
	days []day
}

// day is the notices of one day.
type day struct {
	on      calendar.Date
	notices []reform.Notice
}

// parts lays the notices out as they come.
func (v List) parts() []part {
	var parts []part
	for _, n := range v.Notices {
		if read := n.ReadAt != nil; len(parts) == 0 || parts[len(parts)-1].read != read {
			parts = append(parts, part{read: read})
		}
		last := &parts[len(parts)-1]
		if on := calendar.DateOf(n.At); len(last.days) == 0 || last.days[len(last.days)-1].on != on {
			last.days = append(last.days, day{on: on})
		}
		of := &last.days[len(last.days)-1]
		of.notices = append(of.notices, n)
	}
	return parts
}

func (p part) id() string {
	if p.read {
		return "da-doc"
	}
	return "chua-doc"
}

func (v List) heading(p part) string {
	if p.read {
		return "Đã đọc"
	}
	return "Chưa đọc (" + v.unread() + ")"
}

func (v List) unread() string {
	if v.Unread > reform.UnreadMost {
		return "hơn " + viet.Int(reform.UnreadMost)
	}
	return viet.Int(v.Unread)
}

// heading is the day as people write it, with a word where it is today's or yesterday's.
func (d day) heading(today calendar.Date) string {
	switch d.on {
	case today:
		return "Hôm nay, " + d.on.Vietnamese()
	case today.AddDays(-1):
		return "Hôm qua, " + d.on.Vietnamese()
	default:
		return d.on.Long()
	}
}

// last is what marking all as read goes up to.
func (v List) last() []ui.Hidden {
	newest := int64(0)
	for _, n := range v.Notices {
		newest = max(newest, n.ID)
	}
	return []ui.Hidden{{Name: LastField, Value: strconv.FormatInt(newest, 10)}}
}

// all marks all as read: only the first page knows how new the newest is.
func (v List) all() bool { return v.Unread > 0 && v.Pages.Page == 1 }

func iso(t time.Time) string { return t.Format(time.RFC3339) }

// Href returns the page of the record that the notice is about; "" where it has none.
func Href(n reform.Notice) string {
	switch n.Object {
	case policy.Obstacle:
		return paths.ToObstacle(n.Name)
	case policy.Task:
		return paths.ToTask(n.Name)
	case policy.Nudge:
		return paths.ToNudge(n.Name)
	case policy.AgendaItem:
		return asked(n.Name)
	case policy.Meeting:
		return paths.ToSnapshot(n.Name)
	default:
		return ""
	}
}

// asked returns the form on which the unit answers what a meeting asks of it; "" where the name leads to none.
func asked(name string) string {
	code, item, ok := reform.AskOf(name)
	if !ok {
		return ""
	}
	return paths.ToAgendaAnswer(code, item)
}
