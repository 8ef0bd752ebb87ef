package reform

import (
	"time"

	"cchc/internal/calendar"
)

// NewsKind is a way in which something changed between two instants.
type NewsKind string

// The kinds of news, those that ask for attention first.
const (
	NewsOverdue    NewsKind = "overdue"  // overdue now and not then
	NewsBlocked    NewsKind = "blocked"  // an obstacle that was not there then
	NewsDeadline   NewsKind = "deadline" // the deadline in force is another
	NewsReassigned NewsKind = "reassigned"
	NewsDone       NewsKind = "done"
	NewsLifted     NewsKind = "lifted" // an obstacle that was there then and is closed
	NewsGiven      NewsKind = "given"  // a task that no unit had then
	NewsReopened   NewsKind = "reopened"
	NewsStopped    NewsKind = "stopped" // cancelled
)

// NewsKinds lists the kinds in the order people read them.
func NewsKinds() []NewsKind {
	return []NewsKind{NewsOverdue, NewsBlocked, NewsDeadline, NewsReassigned, NewsDone, NewsLifted, NewsGiven, NewsReopened, NewsStopped}
}

// Label returns the kind as people read it; "" for an unknown one.
func (k NewsKind) Label() string {
	return map[NewsKind]string{
		NewsOverdue: "Quá hạn mới", NewsBlocked: "Vướng mắc mới", NewsDeadline: "Đổi thời hạn", NewsReassigned: "Đổi đơn vị chủ trì",
		NewsDone: "Hoàn thành", NewsLifted: "Đã tháo gỡ", NewsGiven: "Mới giao", NewsReopened: "Mở lại", NewsStopped: "Dừng thực hiện",
	}[k]
}

// NewsFilter says which news between two instants are asked for: how a record stood at Since, against how it stood at At, whatever
// it went through in between. The zero value of what follows them asks nothing.
type NewsFilter struct {
	Since time.Time
	At    time.Time
	Kind  NewsKind
	Unit  int64
	Area  *Area
	Page  int
}

// News is one record that changed, of a task or of an obstacle on it.
type News struct {
	Kind     NewsKind
	Code     string // of the task, or of the obstacle
	Title    string // as it is now: titles keep no past of their own
	Task     string // the code of the task; that of the obstacle's task for an obstacle
	Area     Area
	UnitID   int64
	Unit     string        // whose it is at the later instant
	WasUnit  string        // whose it was, where that changed
	DueOn    calendar.Date // the deadline at the later instant
	WasDueOn calendar.Date // that at the earlier one
}

// NewsCount is how many news of a kind there are; More says that it is a floor (ADR 3).
type NewsCount struct {
	Kind NewsKind
	N    int
	More bool
}
