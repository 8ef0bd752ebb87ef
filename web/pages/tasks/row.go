package tasks

import (
	"strconv"
	"strings"

	"cchc/internal/reform"
)

// under is the quiet line below a row's title: code, documents, how many units of a parent are done.
func under(l reform.TaskLine) string {
	parts := []string{l.Code}
	if l.Documents != "" {
		parts = append(parts, l.Documents)
	}
	switch {
	case l.Repeats() && l.Children > 0:
		parts = append(parts, strconv.Itoa(l.ChildrenDone)+"/"+strconv.Itoa(l.Children)+" kỳ xong")
	case l.Children > 0:
		parts = append(parts, strconv.Itoa(l.ChildrenDone)+"/"+strconv.Itoa(l.Children)+" đơn vị xong")
	}
	return strings.Join(parts, " · ")
}

// due is the deadline in a row.
func due(l reform.TaskLine) string {
	switch {
	case !l.DueOn.IsZero():
		return l.DueOn.Vietnamese()
	case l.State == reform.TaskDraft:
		return "Chưa đặt"
	case l.Repeats():
		return "Định kỳ"
	default:
		return "Không thời hạn"
	}
}

// lastReport is the day of the newest report in a row.
func lastReport(l reform.TaskLine) string {
	if l.LastReportOn.IsZero() {
		return "Chưa có"
	}
	return l.LastReportOn.Vietnamese()
}
