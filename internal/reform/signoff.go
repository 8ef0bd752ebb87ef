package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// ReportState is where a report stands: an update is posted and counts at once, a completion is signed off step by step.
type ReportState string

// The states of a report. No completion is kept as a draft: it is one only until its own form is sent.
const (
	ReportPosted    ReportState = "posted"
	ReportDraft     ReportState = "draft"
	ReportSubmitted ReportState = "submitted"
	ReportReturned  ReportState = "returned"
	ReportApproved  ReportState = "approved"
	ReportAccepted  ReportState = "accepted"
)

// CompletionStates lists the states of a completion report in the order it goes through them.
func CompletionStates() []ReportState { return CompletionFlow.States() }

// Label returns the state as people read it; "" for an unknown one.
func (s ReportState) Label() string {
	return map[ReportState]string{
		ReportPosted: "Đã gửi", ReportDraft: "Đang soạn", ReportSubmitted: "Chờ lãnh đạo đơn vị duyệt", ReportReturned: "Bị trả lại",
		ReportApproved: "Chờ Văn phòng xác nhận", ReportAccepted: "Đã chấp nhận",
	}[s]
}

// CompletionAct is something done to a completion report.
type CompletionAct string

// The acts of a completion report's life.
const (
	CompletionSubmit  CompletionAct = "submit"
	CompletionApprove CompletionAct = "approve"
	CompletionReturn  CompletionAct = "return"
	CompletionAccept  CompletionAct = "accept"
)

// CompletionActs lists the acts in the order their buttons stand.
func CompletionActs() []CompletionAct {
	return []CompletionAct{CompletionSubmit, CompletionApprove, CompletionAccept, CompletionReturn}
}

// Label returns the words of the act's button; "" for an unknown act.
func (a CompletionAct) Label() string {
	return map[CompletionAct]string{
		CompletionSubmit: "Gửi hoàn thành", CompletionApprove: "Duyệt", CompletionReturn: "Trả lại", CompletionAccept: "Xác nhận hoàn thành",
	}[a]
}

// OnTask returns the step of its task that the act takes in the same transaction; "" when the task stays where it is.
func (a CompletionAct) OnTask() TaskAct {
	return map[CompletionAct]TaskAct{CompletionSubmit: TaskSubmit, CompletionReturn: TaskReturn, CompletionAccept: TaskComplete}[a]
}

// CompletionFlow is the life of a completion report (product.md, Records and their states).
var CompletionFlow = workflow.Flow[ReportState, CompletionAct]{
	Name: "completion", Start: ReportDraft,
	Steps: []workflow.Step[ReportState, CompletionAct]{
		{From: ReportDraft, Act: CompletionSubmit, To: ReportSubmitted, Needs: policy.ReportSubmit},
		{From: ReportSubmitted, Act: CompletionApprove, To: ReportApproved, Needs: policy.ReportApprove},
		{From: ReportSubmitted, Act: CompletionReturn, To: ReportReturned, Needs: policy.ReportApprove, Note: true},
		{From: ReportApproved, Act: CompletionAccept, To: ReportAccepted, Needs: policy.ReportAccept},
		{From: ReportApproved, Act: CompletionReturn, To: ReportReturned, Needs: policy.ReportAccept, Note: true},
		{From: ReportReturned, Act: CompletionSubmit, To: ReportSubmitted, Needs: policy.ReportSubmit},
	},
}

// Signing is how far the signing off of a completion report has come.
type Signing struct {
	State       ReportState
	SubmittedOn calendar.Date
	ApprovedBy  int64
	ApprovedAt  *time.Time
	AcceptedBy  int64
	AcceptedAt  *time.Time
	Version     int
}

// Subject returns what policy needs to know of the report: it is as near to a person as its task.
func (r Report) Subject(task Task) policy.Subject {
	subject := task.Subject()
	subject.Kind, subject.ID, subject.Author, subject.WrittenFor = policy.Report, r.ID, r.AuthorID, r.ForID
	return subject
}

// ReportMove is one step of a completion report, ready to be written.
type ReportMove struct {
	Becomes Report
	Seen    int // the version the decision was made on
	Note    string
	Changes []Change
}

// SignOff returns the move that the step makes of the report, or a fault when the page was stale or a reason is missing.
func (r Report) SignOff(step workflow.Step[ReportState, CompletionAct], who int64, seen int, note string, now time.Time) (ReportMove, error) {
	if seen != r.Version {
		return ReportMove{}, StalePage()
	}
	if err := checkNote(step.Note, note); err != nil {
		return ReportMove{}, err
	}
	next := r
	next.State = step.To
	switch step.Act {
	case CompletionApprove:
		next.ApprovedBy, next.ApprovedAt = who, &now
	case CompletionAccept:
		next.AcceptedBy, next.AcceptedAt = who, &now
	case CompletionReturn:
		next.ApprovedBy, next.ApprovedAt = 0, nil
	}
	return ReportMove{Becomes: next, Seen: seen, Note: note, Changes: r.changesTo(next)}, nil
}

// SendAgain returns the move that puts what was written anew in the place of what was returned.
func (r Report) SendAgain(step workflow.Step[ReportState, CompletionAct], written Report) ReportMove {
	written.ID, written.State, written.Version = r.ID, step.To, r.Version
	return ReportMove{Becomes: written, Seen: r.Version, Changes: r.changesTo(written)}
}

// changesTo lists what differs between the report and what a step makes of it.
func (r Report) changesTo(next Report) []Change {
	var c Changes
	c.Text("state", string(r.State), string(next.State))
	c.Text("done", r.Done, next.Done)
	c.Text("late_reason", r.LateReason, next.LateReason)
	return c
}

// checkNote returns an invalid fault when a reason that must be given is missing, or any is too long.
func checkNote(required bool, note string) error {
	var check fault.Check
	check.That(!required || note != "", "ly_do", "Nhập lý do.")
	check.That(fits(note, 0, 1000), "ly_do", "Nội dung này dài tối đa 1.000 ký tự.")
	return check.Err()
}
