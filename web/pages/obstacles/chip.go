// Package obstacles holds the pages of what blocks work: the list, one obstacle and its steps.
package obstacles

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Chip is the state of an obstacle.
func Chip(state reform.ObstacleState) ui.Chip {
	return ui.ObstacleChip(state)
}

var cardKinds = map[reform.CardState]ui.Kind{
	reform.CardDraft: ui.Idle, reform.CardSent: ui.Waiting, reform.CardQueried: ui.Soon, reform.CardDecided: ui.Done, reform.CardDropped: ui.Idle,
}

func cardChip(state reform.CardState) ui.Chip {
	return ui.Chip{Kind: cardKinds[state], Text: state.Label()}
}

// clockChip says how the clock of the stage stands; false where it has none.
func clockChip(stage reform.ObstacleStage, days calendar.Days, today calendar.Date) (ui.Chip, bool) {
	return ui.ClockChip(stage.Clock(today, days))
}

func workingDays(n int) string { return strconv.Itoa(n) + " ngày làm việc" }

// waited is how long an obstacle has been in its state: "chờ 3 ngày làm việc".
func waited(stage reform.ObstacleStage, days calendar.Days, today calendar.Date) string {
	n := days.WorkingBetween(calendar.DateOf(stage.EnteredAt), today)
	if n == 0 {
		return "chờ từ hôm nay"
	}
	return "chờ " + workingDays(n)
}
