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

// OfObstacle reports whether the news is of an obstacle; else it is of a task.
func (k NewsKind) OfObstacle() bool { return k == NewsBlocked || k == NewsLifted }

// Rule returns in a sentence what is counted as news of the kind.
func (k NewsKind) Rule() string {
	return map[NewsKind]string{
		NewsOverdue:    "Quá hạn ở lúc sau mà ở lúc trước thì chưa, theo thời hạn đang áp dụng ở mỗi lúc.",
		NewsBlocked:    "Vướng mắc đang mở ở lúc sau mà ở lúc trước chưa có.",
		NewsDeadline:   "Thời hạn đang áp dụng ở lúc sau khác ở lúc trước.",
		NewsReassigned: "Đơn vị chủ trì ở lúc sau khác ở lúc trước.",
		NewsDone:       "Đã hoàn thành ở lúc sau mà ở lúc trước thì chưa.",
		NewsLifted:     "Vướng mắc đang mở ở lúc trước và đã đóng ở lúc sau; vướng mắc đã rút thì không tính.",
		NewsGiven:      "Nhiệm vụ ở lúc sau đã giao mà ở lúc trước chưa giao.",
		NewsReopened:   "Ở lúc trước đã hoàn thành hoặc đã dừng, ở lúc sau đang thực hiện.",
		NewsStopped:    "Ở lúc trước còn tính, ở lúc sau đã dừng thực hiện.",
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
	Areas []Area // more areas than one; none leave none out
	Page  int
}

// News is one record that changed, a task or an obstacle on it; what it says of an obstacle's task is as of the later instant.
type News struct {
	Kind        NewsKind
	Code        string    // of the task, or of the obstacle
	Title       string    // as it is now: titles keep no past of their own
	Task        string    // the code of the task; that of the obstacle's task for an obstacle
	Turned      time.Time // when it last became so; for what became overdue, the midnight after its deadline
	Area        Area
	UnitID      int64
	Unit        string        // whose it is at the later instant
	WasUnit     string        // whose it was at the earlier one; "" for a task that figures did not count then
	State       TaskState     // that of the task at the later instant
	WasState    TaskState     // that at the earlier one; "" for a task that was not yet
	Stage       ObstacleState // that of the obstacle at the later instant; "" for a task
	Cause       Cause         // of the obstacle then
	DueOn       calendar.Date // the deadline at the later instant
	WasDueOn    calendar.Date // that at the earlier one, where figures counted the task then
	CompletedOn calendar.Date
}

// NewsCount is how many news of a kind there are; More says that it is a floor (ADR 3).
type NewsCount struct {
	Kind NewsKind
	N    int
	More bool
}
