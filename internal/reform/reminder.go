package reform

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// RemindHour is the hour of a working day from which the portal reminds people of that day's matters.
const RemindHour = 6

// ReminderKind is what people are reminded of.
type ReminderKind string

// The kinds of reminder.
const (
	RemindDueBefore ReminderKind = "due_before"
	RemindOverdue   ReminderKind = "overdue"
	RemindWeekly    ReminderKind = "overdue_weekly"
	RemindReport    ReminderKind = "report_missing"
	RemindApproval  ReminderKind = "approval_waiting"
)

// ReminderKinds lists the kinds in the order their page shows them.
func ReminderKinds() []ReminderKind {
	return []ReminderKind{RemindDueBefore, RemindOverdue, RemindWeekly, RemindReport, RemindApproval}
}

// Label returns the kind as people read it; "" for an unknown one.
func (k ReminderKind) Label() string {
	return map[ReminderKind]string{
		RemindDueBefore: "Sắp đến hạn", RemindOverdue: "Vừa quá hạn", RemindWeekly: "Còn quá hạn, nhắc mỗi tuần",
		RemindReport: "Thiếu báo cáo kỳ", RemindApproval: "Chờ duyệt, chờ ký đã lâu",
	}[k]
}

// Hint returns what the kind looks at, as the Office needs to know it; "" for an unknown kind.
func (k ReminderKind) Hint() string {
	return map[ReminderKind]string{
		RemindDueBefore: "Nhắc nhiệm vụ chờ tiếp nhận, đang thực hiện và phần việc phối hợp chưa trả lời, theo số ngày làm việc còn lại đến hạn.",
		RemindOverdue:   "Nhắc một lần sau khi quá hạn. Nhiệm vụ có vướng mắc đang chờ lãnh đạo Sở quyết định thì không nhắc quá hạn.",
		RemindWeekly: "Nhắc vào ngày làm việc đầu tuần những việc đã quá hạn từ tuần trước, cho đến khi xong. " +
			"Nhiệm vụ có vướng mắc đang chờ lãnh đạo Sở quyết định thì không nhắc quá hạn.",
		RemindReport: "Nhắc nhiệm vụ đang thực hiện, giao trước hạn nộp ít nhất 14 ngày, chưa có báo cáo tiến độ nào kể từ kỳ báo cáo trước: một lần trước hạn nộp, " +
			"một lần ngay sau hạn nộp. Việc của từng kỳ trong nhiệm vụ định kỳ được nhắc theo hạn của nó.",
		RemindApproval: "Nhắc người phải duyệt, thẩm tra báo cáo hoàn thành, phải ký hoặc quyết định gia hạn, phải ký công văn đôn đốc khi đã chờ quá số ngày này; " +
			"còn chờ thì nhắc lại vào ngày làm việc đầu mỗi tuần.",
	}[k]
}

// Counts reports whether the kind asks for a number of working days.
func (k ReminderKind) Counts() bool { return k != RemindWeekly }

// DaysLabel returns what the number of working days of the kind means; "" where it asks for none.
func (k ReminderKind) DaysLabel() string {
	return map[ReminderKind]string{
		RemindDueBefore: "Nhắc trước hạn", RemindOverdue: "Nhắc sau hạn", RemindReport: "Nhắc trước hạn nộp báo cáo", RemindApproval: "Nhắc khi đã chờ quá",
	}[k]
}

// Notice returns the kind of notice that the reminder is left as.
func (k ReminderKind) Notice() NoticeKind {
	return map[ReminderKind]NoticeKind{
		RemindDueBefore: NoticeDue, RemindOverdue: NoticeOverdue, RemindWeekly: NoticeOverdue, RemindReport: NoticeReport, RemindApproval: NoticeApproval,
	}[k]
}

// ReminderDaysMost is how many working days a rule may count.
const ReminderDaysMost = 60

// ReminderRule says when people are reminded of something, and who.
type ReminderRule struct {
	ID      int64
	Kind    ReminderKind
	Days    int // working days before or after; 0 where the kind has none
	Officer bool
	Head    bool
	Office  bool
	Active  bool
	Version int
}

// Subject returns what policy needs to know of the rule.
func (r ReminderRule) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Reminder, ID: r.ID}
}

// Label returns the rule in words: "Trước hạn 3 ngày làm việc".
func (r ReminderRule) Label() string {
	days := strconv.Itoa(r.Days) + " ngày làm việc"
	return map[ReminderKind]string{
		RemindDueBefore: "Trước hạn " + days, RemindOverdue: "Quá hạn " + days, RemindWeekly: "Còn quá hạn: mỗi tuần một lần",
		RemindReport: "Thiếu báo cáo kỳ: trước hạn nộp " + days, RemindApproval: "Chờ duyệt, chờ ký quá " + days,
	}[r.Kind]
}

// Removable reports whether the rule is one of several of its kind: the others can only be put out of use.
func (r ReminderRule) Removable() bool { return r.Kind == RemindDueBefore }

// Check returns an invalid fault naming every field that is wrong in the rule beside the others.
func (r ReminderRule) Check(all []ReminderRule) error {
	var check fault.Check
	check.That(r.Kind.Label() != "", "loai", "Chọn nội dung nhắc.")
	counted := !r.Kind.Counts() || r.Days >= 1 && r.Days <= ReminderDaysMost
	check.That(counted, "ngay", "Nhập số ngày làm việc từ 1 đến "+strconv.Itoa(ReminderDaysMost)+".")
	check.That(r.Kind.Counts() || r.Days == 0, "ngay", "Nội dung nhắc này không đặt số ngày.")
	check.That(r.Officer || r.Head || r.Office || r.Kind == RemindApproval, "nhac_ai", "Chọn ít nhất một người được nhắc, hoặc bỏ chọn “Đang dùng”.")
	for _, other := range all {
		check.That(other.ID == r.ID || other.Kind != r.Kind || other.Days != r.Days, "ngay", "Đã có quy tắc “"+r.Label()+"”.")
	}
	return check.Err()
}

// CheckRemove returns a conflict fault when the rule cannot be taken away.
func (r ReminderRule) CheckRemove() error {
	if r.Removable() {
		return nil
	}
	return fault.New(fault.Conflict, "Quy tắc “"+r.Label()+"” không xóa được. Muốn thôi nhắc, mở quy tắc và bỏ chọn “Đang dùng”.")
}

// ChangesTo lists what differs between the rule and what an edit makes of it.
func (r ReminderRule) ChangesTo(next ReminderRule) []Change {
	var c Changes
	c.Number("reminder_days", int64(r.Days), int64(next.Days))
	c.Flag("reminds_officer", r.Officer, next.Officer)
	c.Flag("reminds_head", r.Head, next.Head)
	c.Flag("reminds_office", r.Office, next.Office)
	c.Flag("active", r.Active, next.Active)
	return c
}

// tells returns who hears of a matter of the rule: the officer, or the heads of the unit where nobody was named yet.
func (r ReminderRule) tells(officer, unit int64) Audience {
	to := Audience{Office: r.Office}
	if r.Officer && officer != 0 {
		to.People = []int64{officer}
	}
	if r.Head || r.Officer && officer == 0 {
		to.HeadsOf = []int64{unit}
	}
	return to
}

// ReminderDay is a morning on which people were reminded of all there was.
type ReminderDay struct {
	ID     int64
	Day    calendar.Date
	Since  calendar.Date // the first working day whose reminders it made up for; the day itself as a rule
	Said   int           // of how many things
	DoneAt time.Time
}
