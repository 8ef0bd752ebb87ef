package reform

import (
	"cchc/internal/calendar"
)

// BoardGroup is a part of what the Office watches over; its value stands in the board's URL.
type BoardGroup string

// The groups: what is not done yet, the figures over the board, and what the columns of the matrix count.
const (
	BoardOpen      BoardGroup = ""
	BoardOverdue   BoardGroup = "qua-han"
	BoardSoon      BoardGroup = "den-han"
	BoardSilent    BoardGroup = "im-lang"
	BoardBlocked   BoardGroup = "vuong-mac"
	BoardToVerify  BoardGroup = "tham-tra" // sent as complete and approved by the head: the Office is next
	BoardPressing  BoardGroup = "giao-ban" // overdue or due soon
	BoardInTime    BoardGroup = "trong-han"
	BoardToAccept  BoardGroup = "cho-tiep-nhan"
	BoardSubmitted BoardGroup = "cho-xac-nhan"
	BoardOnTime    BoardGroup = "xong-dung-han"
	BoardLate      BoardGroup = "xong-qua-han"
	BoardStanding  BoardGroup = "khong-thoi-han"
	BoardAll       BoardGroup = "tat-ca" // whatever figures count, done or not
)

// BoardFigures lists the groups whose sizes stand over the board, the most pressing first.
func BoardFigures() []BoardGroup {
	return []BoardGroup{BoardOverdue, BoardSoon, BoardSilent, BoardBlocked, BoardToVerify}
}

// BoardGroups lists every group in the order filters offer them.
func BoardGroups() []BoardGroup {
	return []BoardGroup{
		BoardOpen, BoardOverdue, BoardSoon, BoardPressing, BoardSilent, BoardBlocked, BoardToVerify,
		BoardToAccept, BoardInTime, BoardSubmitted, BoardStanding, BoardOnTime, BoardLate, BoardAll,
	}
}

// Label returns the group as people read it; "" for an unknown one.
func (g BoardGroup) Label() string {
	return map[BoardGroup]string{
		BoardOpen: "Chưa hoàn thành", BoardOverdue: "Quá hạn", BoardSoon: "Đến hạn trong 7 ngày", BoardSilent: "Im lặng từ 14 ngày",
		BoardBlocked: "Có vướng mắc", BoardToVerify: "Chờ thẩm tra", BoardPressing: "Quá hạn hoặc đến hạn trong 7 ngày",
		BoardInTime: OpenInTime.Label(), BoardToAccept: TaskAssigned.Label(), BoardSubmitted: TaskSubmitted.Label(), BoardOnTime: DoneOnTime.Label(),
		BoardLate: DoneLate.Label(), BoardStanding: NoDeadline.Label(), BoardAll: "Tất cả, cả việc đã xong",
	}[g]
}

// Filter returns the filter that shows the group's tasks, which are those that figures count. What sets BoardToVerify and BoardAll
// apart no filter of tasks says: the board's own filter does.
func (g BoardGroup) Filter() TaskFilter {
	f := g.narrow()
	f.Kin = KinCounted
	return f
}

func (g BoardGroup) narrow() TaskFilter {
	if class, ok := boardClasses[g]; ok {
		return TaskFilter{Timeliness: class}
	}
	switch g {
	case BoardBlocked:
		return TaskFilter{Blocked: true}
	case BoardSubmitted:
		return TaskFilter{State: TaskSubmitted}
	case BoardToAccept:
		return TaskFilter{State: TaskAssigned}
	case BoardAll:
		return TaskFilter{}
	default:
		return TaskFilter{Open: true}
	}
}

// Owed reports whether every task of the group is still to be done, so that somebody can be urged to do it.
func (g BoardGroup) Owed() bool {
	switch g {
	case BoardOnTime, BoardLate, BoardStanding, BoardAll:
		return false
	default:
		return true
	}
}

// boardClasses are the groups that one class of timeliness makes.
var boardClasses = map[BoardGroup]Timeliness{
	BoardOverdue: OpenOverdue, BoardSoon: FilterSoon, BoardPressing: FilterPressing, BoardSilent: FilterStale, BoardInTime: OpenInTime,
	BoardOnTime: DoneOnTime, BoardLate: DoneLate, BoardStanding: NoDeadline,
}

// Ageing says for how long a task has been overdue, in buckets; its value stands in the board's URL.
type Ageing string

// The buckets of ageing, in days past the deadline.
const (
	AgeingWeek   Ageing = "1-7"
	AgeingMonth  Ageing = "8-30"
	AgeingSeason Ageing = "31-120"
	AgeingOld    Ageing = "tren-120"
)

// Ageings lists the buckets, the youngest first.
func Ageings() []Ageing { return []Ageing{AgeingWeek, AgeingMonth, AgeingSeason, AgeingOld} }

// Label returns the bucket as people read it; "" for an unknown one.
func (a Ageing) Label() string {
	return map[Ageing]string{
		AgeingWeek: "1–7 ngày", AgeingMonth: "8–30 ngày", AgeingSeason: "31–120 ngày", AgeingOld: "Trên 120 ngày",
	}[a]
}

// ageingMost is more days than any task is ever late.
const ageingMost = 100_000

// Days returns the fewest and the most days past its deadline that a task of the bucket can be; 0 and 0 for an unknown one.
func (a Ageing) Days() (from, to int) {
	switch a {
	case AgeingWeek:
		return 1, 7
	case AgeingMonth:
		return 8, 30
	case AgeingSeason:
		return 31, 120
	case AgeingOld:
		return 121, ageingMost
	default:
		return 0, 0
	}
}

// AgeingOf returns the bucket of a task so many days past its deadline; "" for one that is not late.
func AgeingOf(late int) Ageing {
	for _, a := range Ageings() {
		if from, to := a.Days(); late >= from && late <= to {
			return a
		}
	}
	return ""
}

// BoardLine is one row of the board: a task, and how often the Office has urged it on.
type BoardLine struct {
	TaskLine
	Nudges       int           // how many went out
	Rung         Rung          // of the last that went out; 0 for none
	NudgedOn     calendar.Date // the day it went out
	Queued       bool          // one more is about to go out
	Follower     string        // who of the Office follows it; "" for nobody
	FollowerLeft bool          // the follower left or moved
	// PromisedOn is the day by which the lead last promised that it will be done; none where it promised nothing, or was let off.
	PromisedOn calendar.Date
}

// PromiseBroken reports whether the day that the lead promised has passed, with the row neither done nor said to be.
func (l BoardLine) PromiseBroken(today calendar.Date) bool {
	return !l.PromisedOn.IsZero() && today.After(l.PromisedOn) && l.State.Open() && l.State != TaskSubmitted
}

// DaysLate returns how many days the row is past its deadline on the day today; 0 while it is not.
func (l BoardLine) DaysLate(today calendar.Date) int {
	if l.Timeliness(today) != OpenOverdue {
		return 0
	}
	return today.Sub(l.DueOn)
}

// BoardTask is what a nudge needs to know of a task that the board shows.
type BoardTask struct {
	ID        int64
	Code      string
	Title     string
	Area      Area
	UnitID    int64
	Unit      string
	OfficerID int64
	Officer   string
	DueOn     calendar.Date
	Percent   int
	State     TaskState
}

// What the board and its matrix are called on paper, and the board as a file.
const (
	BoardTitle    = "BẢNG THEO DÕI NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH"
	MatrixTitle   = "MA TRẬN NHIỆM VỤ THEO ĐƠN VỊ"
	BoardFileName = "bang-theo-doi.xlsx"
)
