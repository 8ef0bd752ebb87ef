package reform

import (
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// ShareState is where a cooperating unit's share of a task stands. Whether it is late is never a state: it is derived.
type ShareState string

// The states of a share.
const (
	ShareAsked     ShareState = "asked"
	ShareAnswered  ShareState = "answered"
	ShareWithdrawn ShareState = "withdrawn" // the unit cooperates no longer; what it answered is kept
)

// Label returns the state as people read it; "" for an unknown one.
func (s ShareState) Label() string {
	return map[ShareState]string{ShareAsked: "Chưa trả lời", ShareAnswered: "Đã trả lời", ShareWithdrawn: "Thôi phối hợp"}[s]
}

// ShareAct is something done to a share that moves it to another state.
type ShareAct string

// The acts of a share's life.
const (
	ShareAnswer   ShareAct = "answer"
	ShareAskAgain ShareAct = "ask_again"
	ShareWithdraw ShareAct = "withdraw"
	ShareAsk      ShareAct = "ask"
)

// ShareFlow is the life of a share. It is asked for and withdrawn where the task is given to its units, or to others.
var ShareFlow = workflow.Flow[ShareState, ShareAct]{
	Name: "share", Start: ShareAsked,
	Steps: []workflow.Step[ShareState, ShareAct]{
		{From: ShareAsked, Act: ShareAnswer, To: ShareAnswered, Needs: policy.ShareAnswer},
		{From: ShareAsked, Act: ShareWithdraw, To: ShareWithdrawn, Needs: policy.TaskReassign},
		{From: ShareAnswered, Act: ShareAskAgain, To: ShareAsked, Needs: policy.ShareAskAgain, Note: true},
		{From: ShareAnswered, Act: ShareWithdraw, To: ShareWithdrawn, Needs: policy.TaskReassign},
		{From: ShareWithdrawn, Act: ShareAsk, To: ShareAsked, Needs: policy.TaskReassign},
	},
}

// TaskUnit is a unit beside the lead, with its share of the work: what is asked of it and what it answered. A unit that only
// watches has nothing to answer.
type TaskUnit struct {
	ID         int64
	TaskID     int64
	UnitID     int64
	Unit       string
	Part       Part
	Share      string
	DueOn      calendar.Date // zero where the share has no day of its own
	State      ShareState
	Answer     string // the last one, also when it is asked for again
	AnsweredBy int64
	Answerer   string
	AnsweredAt *time.Time
	AskedAgain string // why it is asked for again; "" when it is not
	Version    int
}

// ShareDueField returns the name of the form field that holds a cooperating unit's own day.
func ShareDueField(unit int64) string { return "han_phoi_hop_" + strconv.FormatInt(unit, 10) }

// Due returns the day the share is due on: its own, or the task's; none where neither has one.
func (u TaskUnit) Due(task Task) calendar.Date {
	if u.DueOn.IsZero() {
		return task.DueOn
	}
	return u.DueOn
}

// Given returns what giving the task anew does to its share, where the unit cooperates from now on or does not; no act when
// nothing happens to it, and none for a share never answered, which can be dropped.
func (u TaskUnit) Given(cooperates bool) ShareAct {
	switch {
	case cooperates && u.State == ShareWithdrawn:
		return ShareAsk
	case !cooperates && u.State != ShareWithdrawn && u.AnsweredAt != nil:
		return ShareWithdraw
	default:
		return ""
	}
}

// Subject returns what policy needs to know of the share for the act: the unit that answers is the one that cooperates,
// whoever else acts on it does so for the task.
func (u TaskUnit) Subject(act ShareAct, task Task) policy.Subject {
	if act == ShareAnswer {
		return policy.Subject{Kind: policy.Share, ID: u.ID, Unit: u.UnitID}
	}
	return policy.Subject{Kind: policy.Share, ID: u.ID, Officer: task.OfficerID, Unit: task.LeadUnitID, Area: int(task.Area)}
}

// CheckAnswer returns an invalid fault when the text is no answer, or a conflict when the task takes none any more.
func (u TaskUnit) CheckAnswer(task Task, answer string) error {
	if err := task.CheckCooperating(); err != nil {
		return err
	}
	var check fault.Check
	check.That(answer != "", "tra_loi", "Nhập nội dung trả lời.")
	check.That(fits(answer, 0, 3000), "tra_loi", "Nội dung trả lời dài tối đa 3.000 ký tự.")
	return check.Err()
}

// CheckCooperating returns a conflict fault once the task is over: its shares then stay as they are.
func (t Task) CheckCooperating() error {
	if t.Repeats() {
		return fault.New(fault.Conflict, "Phần việc phối hợp của nhiệm vụ định kỳ được trả lời ở từng kỳ.")
	}
	if t.State.Open() {
		return nil
	}
	return fault.New(fault.Conflict, "Nhiệm vụ đã kết thúc ("+t.State.Label()+") nên phần việc phối hợp không thay đổi nữa.")
}

// ShareMove is one step of a share's life, ready to be written: what the share becomes, and what changed.
type ShareMove struct {
	Becomes TaskUnit
	Seen    int // the version the decision was made on
	Note    string
	Changes []Change
}

// Take returns the move that the step makes of the share, or a fault when the page was stale or a reason is missing.
func (u TaskUnit) Take(step workflow.Step[ShareState, ShareAct], seen int, note string) (ShareMove, error) {
	if seen != u.Version {
		return ShareMove{}, StalePage()
	}
	if step.Note && note == "" {
		return ShareMove{}, fault.InvalidFields(fault.Field{Name: "ly_do", Message: "Nhập lý do."})
	}
	if !fits(note, 0, 1000) {
		return ShareMove{}, fault.InvalidFields(fault.Field{Name: "ly_do", Message: "Nội dung này dài tối đa 1.000 ký tự."})
	}
	next := u
	next.State, next.AskedAgain = step.To, ""
	if step.Act == ShareAskAgain {
		next.AskedAgain = note
	}
	return ShareMove{Becomes: next, Seen: seen, Note: note, Changes: u.ChangesTo(next)}, nil
}

// WithAnswer returns the move that also keeps what the unit answered.
func (m ShareMove) WithAnswer(from TaskUnit, answer string, who int64, at time.Time) ShareMove {
	m.Becomes.Answer, m.Becomes.AnsweredBy, m.Becomes.AnsweredAt = answer, who, &at
	m.Changes = from.ChangesTo(m.Becomes)
	return m
}

// Says reports whether the share already holds this answer of the person, given on the version seen: the same form sent twice.
func (u TaskUnit) Says(answer string, who int64, seen int) bool {
	return u.State == ShareAnswered && u.AnsweredBy == who && u.Answer == answer && u.Version == seen+1
}

// ShareLine is one row of the shares that a unit still owes.
type ShareLine struct {
	ID       int64
	Code     string
	Title    string
	LeadUnit string
	Unit     string
	Share    string
	DueOn    calendar.Date // its own day or the task's
	Again    bool          // it was answered before and is asked for again
}
