package reform

import (
	"slices"

	"cchc/internal/calendar"
)

// Holding is how long a unit answered for a task, and how many of those days were late. UnitID is 0 for the days on which
// the task lay with the Office after a unit declined it.
type Holding struct {
	UnitID int64
	Unit   string
	Days   int
	Late   int
}

// Holdings returns who held the task on which days, in the order they first held it. A day belongs to whoever held the task
// at its end; it is late when it comes after due, the task was not suspended, and today has reached it. A completed task is
// held up to the day of its completion. No due day makes no day late.
func Holdings(past []TaskPast, due, today calendar.Date) []Holding {
	var held []Holding
	end := endOf(past, today)
	for _, part := range past {
		if !part.held() {
			continue
		}
		first, last := calendar.DateOf(part.ValidFrom), end
		if part.ValidTo != nil && !calendar.DateOf(*part.ValidTo).After(end) {
			last = calendar.DateOf(*part.ValidTo).AddDays(-1)
		}
		if days := span(first, last); days > 0 {
			h := holdingOf(&held, part)
			h.Days += days
			if part.State != TaskSuspended && !due.IsZero() {
				h.Late += span(later(first, due.AddDays(1)), last)
			}
		}
	}
	return held
}

// held reports whether somebody answered for the task then.
func (p TaskPast) held() bool {
	return p.State != TaskDraft && p.State.Open()
}

// endOf returns the last day that counts: the day of completion, or today.
func endOf(past []TaskPast, today calendar.Date) calendar.Date {
	if len(past) > 0 {
		if now := past[len(past)-1]; now.State == TaskCompleted && now.CompletedOn.Before(today) {
			return now.CompletedOn
		}
	}
	return today
}

// holdingOf returns the entry of whoever held the task then, which it adds where there is none.
func holdingOf(held *[]Holding, part TaskPast) *Holding {
	unit, name := part.LeadUnitID, part.LeadUnit
	if part.State == TaskDeclined {
		unit, name = 0, "Văn phòng Sở (chờ giao lại)"
	}
	at := slices.IndexFunc(*held, func(h Holding) bool { return h.UnitID == unit })
	if at < 0 {
		*held = append(*held, Holding{UnitID: unit, Unit: name})
		at = len(*held) - 1
	}
	return &(*held)[at]
}

// span counts the days from first to last, both included; 0 when last comes before first.
func span(first, last calendar.Date) int { return max(last.Sub(first)+1, 0) }

func later(a, b calendar.Date) calendar.Date {
	if a.Before(b) {
		return b
	}
	return a
}
