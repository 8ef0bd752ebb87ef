package ui

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/reform"
)

// StateChip is a task's state in its family's colour.
func StateChip(s reform.TaskState) Chip {
	return Chip{Kind: stateKind(s), Icon: stateIcon(s), Text: s.Label()}
}

func stateKind(s reform.TaskState) Kind {
	switch s {
	case reform.TaskInProgress:
		return Doing
	case reform.TaskSubmitted, reform.TaskAssigned:
		return Waiting
	case reform.TaskCompleted:
		return Done
	case reform.TaskDeclined:
		return Blocked
	default:
		return Idle
	}
}

// stateIcon names a sign where the family's own would mislead.
func stateIcon(s reform.TaskState) string {
	switch s {
	case reform.TaskDraft:
		return "pencil"
	case reform.TaskAssigned:
		return "inbox"
	case reform.TaskDeclined:
		return "arrow-back-up"
	case reform.TaskSuspended:
		return "player-pause"
	case reform.TaskCancelled:
		return "x"
	default:
		return ""
	}
}

// DeadlineChip says how an open task stands to its deadline, or that a
// completed one was late; false when that is not worth a word.
func DeadlineChip(t reform.Timeliness, due, today calendar.Date) (Chip, bool) {
	switch t {
	case reform.OpenOverdue:
		return Chip{Kind: Over, Text: "Quá hạn " + strconv.Itoa(today.Sub(due)) + " ngày"}, true
	case reform.DoneLate:
		return Chip{Kind: Soon, Icon: "check", Text: t.Label()}, true
	case reform.OpenInTime:
		return soonChip(due.Sub(today))
	default:
		return Chip{}, false
	}
}

// ShareChips say that a cooperating unit has yet to answer and, where that is worth a word, how it stands to its day.
func ShareChips(due, today calendar.Date) []Chip {
	waiting := Chip{Kind: Waiting, Text: reform.ShareAsked.Label()}
	if c, ok := DeadlineChip(reform.TimelinessOf(reform.TaskInProgress, due, calendar.Date{}, today), due, today); ok {
		return []Chip{c, waiting}
	}
	return []Chip{waiting}
}

func soonChip(left int) (Chip, bool) {
	switch {
	case left > reform.SoonDays:
		return Chip{}, false
	case left == 0:
		return Chip{Kind: Soon, Text: "Đến hạn hôm nay"}, true
	default:
		return Chip{Kind: Soon, Text: "Còn " + strconv.Itoa(left) + " ngày"}, true
	}
}

// TaskChips are the deadline, where it is worth a word, and the state; the one word for work completed late says both.
func TaskChips(state reform.TaskState, due, completed, today calendar.Date) []Chip {
	chips := make([]Chip, 0, 2)
	timeliness := reform.TimelinessOf(state, due, completed, today)
	if c, ok := DeadlineChip(timeliness, due, today); ok {
		chips = append(chips, c)
	}
	if timeliness == reform.DoneLate {
		return chips
	}
	return append(chips, StateChip(state))
}

// RowChips are TaskChips for a list: work under way that is late, nearly due or
// held up need not be said to be under way.
func RowChips(l reform.TaskLine, today calendar.Date) []Chip {
	chips := TaskChips(l.State, l.DueOn, l.CompletedOn, today)
	underWay := l.State == reform.TaskInProgress
	switch {
	case underWay && l.Blocked:
		return append(chips[:len(chips)-1], BlockedChip())
	case underWay:
		return chips[:1]
	case l.Blocked:
		return append(chips, BlockedChip())
	default:
		return chips
	}
}
