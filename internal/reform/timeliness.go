package reform

import "cchc/internal/calendar"

// DeadlineKind says what kind of deadline a task has.
type DeadlineKind string

// The kinds of deadline: a day, a day in each period, none.
const (
	DeadlineFixed    DeadlineKind = "fixed"
	DeadlinePeriodic DeadlineKind = "periodic"
	DeadlineStanding DeadlineKind = "standing"
)

// DeadlineKinds lists the kinds in the order forms offer them.
func DeadlineKinds() []DeadlineKind {
	return []DeadlineKind{DeadlineFixed, DeadlinePeriodic, DeadlineStanding}
}

// Label returns the Vietnamese name of the kind; "" for an unknown one.
func (k DeadlineKind) Label() string {
	return map[DeadlineKind]string{
		DeadlineFixed: "Có thời hạn", DeadlinePeriodic: "Định kỳ", DeadlineStanding: "Thường xuyên, không thời hạn",
	}[k]
}

// Timeliness is the class of a task in official figures, derived and never stored.
type Timeliness string

// The four official classes (consolidated text 01/VBHN-VPCP), the standing duties, and what figures leave out.
const (
	DoneOnTime  Timeliness = "done_on_time"
	DoneLate    Timeliness = "done_late"
	OpenInTime  Timeliness = "open_in_time"
	OpenOverdue Timeliness = "open_overdue"
	NoDeadline  Timeliness = "no_deadline"
	NotCounted  Timeliness = "not_counted"
)

// Timelinesses lists the classes that add up to the total.
func Timelinesses() []Timeliness {
	return []Timeliness{DoneOnTime, DoneLate, OpenInTime, OpenOverdue, NoDeadline}
}

// Label returns the class as official figures name it.
func (t Timeliness) Label() string {
	return map[Timeliness]string{
		DoneOnTime: "Hoàn thành đúng hạn", DoneLate: "Hoàn thành quá hạn", OpenInTime: "Đang thực hiện trong hạn",
		OpenOverdue: "Đang thực hiện quá hạn", NoDeadline: "Không thời hạn", NotCounted: "Không tính", FigureDone: "Hoàn thành",
	}[t]
}

// TimelinessOf returns the class on the day today. The due day itself is in time; drafts and stopped tasks are not counted.
func TimelinessOf(state TaskState, due, completed, today calendar.Date) Timeliness {
	switch {
	case state == TaskDraft || state == TaskCancelled:
		return NotCounted
	case due.IsZero():
		return NoDeadline
	case state == TaskCompleted && completed.After(due):
		return DoneLate
	case state == TaskCompleted:
		return DoneOnTime
	case today.After(due):
		return OpenOverdue
	default:
		return OpenInTime
	}
}

// The working filters' spans in days.
const (
	SoonDays  = 7  // Sắp đến hạn: due in so many days or fewer
	StaleDays = 14 // Chưa cập nhật: no progress for so many days or more
)
