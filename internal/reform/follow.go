package reform

import (
	"strconv"
	"time"

	"cchc/internal/policy"
)

// FollowMost is how many tasks one act of the Office can give somebody to follow at most.
const FollowMost = NudgeMost

// Who follows the tasks that a board shows, beside the number of a person.
const (
	FollowedByMe     int64 = -1 // whoever looks
	FollowedByNobody int64 = -2
	FollowedByGone   int64 = -3 // somebody who left or moved: another is to be named
)

// Follows reports whether the person may be asked to follow tasks: the Office's clerks and its chief are.
func (p Person) Follows() bool {
	return p.Active && (policy.Actor{Roles: p.Roles}.Has(policy.Office) || policy.Actor{Roles: p.Roles}.Has(policy.Chief))
}

// FollowCandidate is what needs to be known of a task to give it somebody who follows it.
type FollowCandidate struct {
	ID         int64
	Code       string
	Title      string
	State      TaskState
	LeadUnitID int64
	FollowerID int64 // 0 for nobody
	Follower   string
	Left       bool // the follower left or moved
}

// Subject returns what policy needs to know of the task.
func (c FollowCandidate) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Task, ID: c.ID, Unit: c.LeadUnitID, Draft: c.State == TaskDraft}
}

// FollowSkip says why the task keeps whom it has when the person (0 for nobody) is to follow it; "" where it does not.
func (c FollowCandidate) FollowSkip(person int64) string {
	switch {
	case !c.State.Open():
		return "nhiệm vụ đã kết thúc"
	case c.FollowerID == person && person == 0:
		return "chưa có người theo dõi"
	case c.FollowerID == person && !c.Left:
		return "đã giao cho người này"
	default:
		return ""
	}
}

// ChangesTo lists what the task's change of follower shows in the audit log.
func (c FollowCandidate) ChangesTo(name string) []Change {
	var changes Changes
	changes.Text("follower", c.Follower, name)
	return changes
}

// FollowNotice tells a person which tasks they are to follow from now on, the first by its code.
func FollowNotice(tasks []FollowCandidate) Notice {
	n := Notice{Kind: NoticeFollow, Object: policy.Task, Name: tasks[0].Code, Title: "Bạn được giao theo dõi nhiệm vụ " + tasks[0].Code, Body: tasks[0].Title}
	if more := len(tasks); more > 1 {
		n.Title = "Bạn được giao theo dõi " + strconv.Itoa(more) + " nhiệm vụ"
		n.Body = "Gồm " + tasks[0].Code + " và " + strconv.Itoa(more-1) + " nhiệm vụ khác. Xem đủ ở Bảng theo dõi, chọn người theo dõi: Tôi."
	}
	return n
}

// LeavesFollowed reports whether the edit makes the person leave the tasks that they follow: the account is closed, the person is of the Office
// no more, or in another unit.
func (p Person) LeavesFollowed(next Person) bool { return !next.Follows() || next.UnitID != p.UnitID }

// LeftNotice tells the Office that so many tasks, the first among them, wait for another follower since the person left or moved.
func LeftNotice(person string, tasks int, first Task) Notice {
	return Notice{
		Kind: NoticeFollow, Object: policy.Task, Name: first.Code,
		Title: cut(person+" chuyển công tác hoặc nghỉ: "+strconv.Itoa(tasks)+" nhiệm vụ cần giao lại người theo dõi", 300),
		Body:  "Trong đó có " + first.Code + ": " + first.Title + ". Xem đủ ở Bảng theo dõi, chọn người theo dõi: Cần giao lại.",
	}
}

// LeftKey keeps one leaving from being told twice.
func LeftKey(person int64, at time.Time) string {
	return "follow.left:" + strconv.FormatInt(person, 10) + ":" + strconv.FormatInt(at.UnixMicro(), 10)
}

// FollowKey keeps one act from telling a person twice.
func FollowKey(task int64, at time.Time) string {
	return "follow:" + strconv.FormatInt(task, 10) + ":" + strconv.FormatInt(at.UnixMicro(), 10)
}

// PersonNamed returns the name of the person with the number among these; "" where they are not there.
func PersonNamed(people []Person, id int64) string {
	for _, p := range people {
		if p.ID == id {
			return p.Name
		}
	}
	return ""
}
