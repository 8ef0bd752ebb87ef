package ui

import "cchc/internal/reform"

// ClockChip says how the clock of an obstacle stands; false where it has none.
func ClockChip(c reform.Clock) (Chip, bool) {
	chip := Chip{Kind: clockKind(c), Text: c.Text()}
	if c.Kind == reform.ClockStopped {
		chip.Icon = "player-pause"
	}
	return chip, chip.Text != ""
}

func clockKind(c reform.Clock) Kind {
	switch {
	case c.Kind == reform.ClockOut:
		return Over
	case c.Kind == reform.ClockLastDay, c.Kind == reform.ClockRuns && c.Days <= 1:
		return Soon
	default:
		return Idle
	}
}
