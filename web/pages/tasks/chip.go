// Package tasks holds the pages of tasks: the list, the task itself and the forms that move it.
package tasks

import (
	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Chips returns the chips of a task: how it stands to its deadline on the day today, where that is worth a word, and its state.
func Chips(state reform.TaskState, due, completed, today calendar.Date) []ui.Chip {
	return ui.TaskChips(state, due, completed, today)
}
