package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
)

// ReportKind is what a report does: an update counts at once; a completion is signed off.
type ReportKind string

// The kinds of report.
const (
	ReportUpdate     ReportKind = "update"
	ReportCompletion ReportKind = "completion"
)

// Report is what a unit stated about a task on a day.
type Report struct {
	ID            int64
	TaskID        int64
	Kind          ReportKind
	AuthorID      int64
	Author        string
	ForID         int64  // whom the author stood in for; 0 for themselves
	For           string // that person's name
	UnitID        int64
	Percent       int
	PercentBefore int
	Done          string
	Next          string
	ExpectedOn    calendar.Date
	LateReason    string
	Token         string // the form's own number: the same form sent twice is one report
	ReportedAt    time.Time
	Signing
}

// Check returns an invalid fault naming every field that is wrong for a report on the task today.
func (r Report) Check(task Task, today calendar.Date) error {
	var check fault.Check
	r.checkDone(&check)
	check.That(fits(r.Next, 0, 3000), "viec_tiep", "Việc tiếp theo dài tối đa 3.000 ký tự.")
	check.That(r.Percent >= 0 && r.Percent <= 100, "tien_do", "Tiến độ là số nguyên từ 0 đến 100.")
	check.That(r.ExpectedOn.IsZero() || !r.ExpectedOn.Before(today), "du_kien", "Ngày dự kiến hoàn thành không được trước hôm nay.")
	r.checkLate(&check, task, today)
	return check.Err()
}

func (r Report) checkDone(check *fault.Check) {
	check.That(r.Done != "", "ket_qua", "Nhập kết quả thực hiện.")
	check.That(fits(r.Done, 0, 3000), "ket_qua", "Kết quả thực hiện dài tối đa 3.000 ký tự.")
}

func (r Report) checkLate(check *fault.Check, task Task, today calendar.Date) {
	late := task.Timeliness(today) == OpenOverdue
	check.That(!late || r.LateReason != "", "ly_do_qua_han", "Nhiệm vụ đã quá hạn: nhập lý do quá hạn.")
	check.That(fits(r.LateReason, 0, 1000), "ly_do_qua_han", "Lý do quá hạn dài tối đa 1.000 ký tự.")
}
