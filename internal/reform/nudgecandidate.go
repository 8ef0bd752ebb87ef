package reform

import (
	"slices"
	"time"

	"cchc/internal/calendar"
)

// NudgeCandidate is a task that the Office may want to urge on, with all that speaks for or against it.
type NudgeCandidate struct {
	ID           int64
	Code         string
	Title        string
	State        TaskState
	Percent      int
	DueOn        calendar.Date
	DeadlineKind DeadlineKind
	Children     int
	LeadUnitID   int64
	LeadUnit     string
	Officer      string
	WaitsLeader  bool // an obstacle or an extension of it waits for a leader
	Blocked      bool
	LastNudge
}

// LastNudge is the newest nudge of a task that was neither recalled nor dropped; the zero value for a task that has none.
type LastNudge struct {
	Nudges         int // how many were sent
	LastUnitID     int64
	LastRung       Rung
	LastState      NudgeState
	LastAt         *time.Time // when it was sent, or made while it is not
	LastAnswerBy   *time.Time
	LastAnswer     NudgeAnswer
	LastPromisedOn calendar.Date
	LastSettled    Settlement
}

// SkipReason is why a task is not nudged now; "" where it is.
type SkipReason string

// The reasons.
const (
	SkipNotOpen   SkipReason = "not_open"
	SkipParent    SkipReason = "parent"
	SkipSeries    SkipReason = "series"
	SkipSubmitted SkipReason = "submitted"
	SkipLeader    SkipReason = "leader"
	SkipBlocked   SkipReason = "blocked"
	SkipPrepared  SkipReason = "prepared"
	SkipToday     SkipReason = "today"
	SkipPromised  SkipReason = "promised"
	SkipNotOurs   SkipReason = "not_ours"
)

// SkipReasons lists the reasons in the order they are looked for.
func SkipReasons() []SkipReason {
	return []SkipReason{
		SkipNotOpen, SkipParent, SkipSeries, SkipSubmitted, SkipLeader, SkipBlocked, SkipPrepared, SkipToday, SkipPromised, SkipNotOurs,
	}
}

// Label returns the reason as people read it; "" for an unknown one.
func (r SkipReason) Label() string {
	return map[SkipReason]string{
		SkipNotOpen: "không còn phải thực hiện", SkipParent: "nhiệm vụ chung, nhắc ở từng việc con", SkipSeries: "việc định kỳ, nhắc ở từng kỳ",
		SkipSubmitted: "đã gửi hoàn thành, đang chờ xác nhận", SkipLeader: "đang chờ lãnh đạo quyết", SkipBlocked: "vướng mắc chưa được gỡ",
		SkipPrepared: "đang có công văn đôn đốc chờ ký", SkipToday: "đã nhắc hôm nay", SkipPromised: "chưa đến ngày đơn vị hẹn",
		SkipNotOurs: "đơn vị trả lời không phải việc của mình, Văn phòng chưa giải quyết",
	}[r]
}

// Skip returns why the task is not nudged on the day today; "" where it is.
func (c NudgeCandidate) Skip(today calendar.Date) SkipReason {
	for _, reason := range SkipReasons() {
		if c.skips(reason, today) {
			return reason
		}
	}
	return ""
}

func (c NudgeCandidate) skips(reason SkipReason, today calendar.Date) bool {
	heard := c.LastState == NudgeSent && c.LastUnitID == c.LeadUnitID // what another unit answered binds nobody
	switch reason {
	case SkipNotOpen:
		return c.State != TaskSubmitted && !c.State.urged()
	case SkipParent:
		return c.Children > 0
	case SkipSeries:
		return c.DeadlineKind == DeadlinePeriodic
	case SkipSubmitted:
		return c.State == TaskSubmitted
	case SkipLeader:
		return c.WaitsLeader
	case SkipBlocked:
		return c.Blocked
	case SkipPrepared:
		return c.LastState == NudgePrepared
	case SkipToday:
		return c.LastState == NudgeQueued || c.LastState == NudgeSent && calendar.DateOf(*c.LastAt) == today
	case SkipPromised:
		return heard && c.LastAnswer == AnswerPromised && !today.After(c.LastPromisedOn)
	default:
		return heard && c.LastAnswer == AnswerNotOurs && c.LastSettled == ""
	}
}

// urged reports whether a unit can be urged on to do a task in the state.
func (s TaskState) urged() bool { return s == TaskAssigned || s == TaskInProgress }

// ProposedRung returns the rung at which the task would be nudged at the instant. A task that its unit was never nudged of begins
// at the first. One whose last nudge went unanswered past its time, or whose promised day has passed, goes one rung up, the last
// at most. One whose obstacle is out of the way begins anew; any other stays where it is.
func (c NudgeCandidate) ProposedRung(now time.Time) Rung {
	switch {
	case c.LastState != NudgeSent || c.LastUnitID != c.LeadUnitID || c.LastAnswer == AnswerBlocked:
		return RungRemind
	case c.LastAnswer == "" && now.After(*c.LastAnswerBy):
		return min(c.LastRung+1, RungLetter)
	case c.LastAnswer == AnswerPromised && calendar.DateOf(now).After(c.LastPromisedOn):
		return min(c.LastRung+1, RungLetter)
	default:
		return c.LastRung
	}
}

// NudgeSkip is a task that is left out, and why.
type NudgeSkip struct {
	Task   NudgeCandidate
	Reason SkipReason
}

// Text returns the reason in words, with the day where one matters.
func (s NudgeSkip) Text() string {
	switch s.Reason {
	case SkipNotOpen:
		return s.Reason.Label() + " (" + s.Task.State.Label() + ")"
	case SkipPromised:
		return "đơn vị hẹn xong ngày " + s.Task.LastPromisedOn.Vietnamese()
	default:
		return s.Reason.Label()
	}
}

// NudgeGroup is the tasks of one unit that one nudge would urge on.
type NudgeGroup struct {
	UnitID int64
	Unit   string
	Rung   Rung
	Tasks  []NudgeCandidate
}

// TaskIDs returns the numbers of the group's tasks.
func (g NudgeGroup) TaskIDs() []int64 {
	ids := make([]int64, len(g.Tasks))
	for i, task := range g.Tasks {
		ids[i] = task.ID
	}
	return ids
}

// GroupNudges puts the tasks together by unit, in the order they come, each group at the rung of its task furthest up the ladder,
// and returns apart those that are left out.
func GroupNudges(tasks []NudgeCandidate, now time.Time) ([]NudgeGroup, []NudgeSkip) {
	var groups []NudgeGroup
	var skipped []NudgeSkip
	today := calendar.DateOf(now)
	for _, task := range tasks {
		if reason := task.Skip(today); reason != "" {
			skipped = append(skipped, NudgeSkip{Task: task, Reason: reason})
			continue
		}
		at := slices.IndexFunc(groups, func(g NudgeGroup) bool { return g.UnitID == task.LeadUnitID })
		if at < 0 {
			at = len(groups)
			groups = append(groups, NudgeGroup{UnitID: task.LeadUnitID, Unit: task.LeadUnit})
		}
		group := &groups[at]
		group.Tasks = append(group.Tasks, task)
		group.Rung = max(group.Rung, task.ProposedRung(now))
	}
	return groups, skipped
}
