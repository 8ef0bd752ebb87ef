package tasks

import "cchc/internal/calendar"

// ask is the words of the link to the form.
func (j Judged) ask(today calendar.Date) string {
	if j.Stands(today) {
		return "Nhận định lại"
	}
	return "Nhận định"
}
