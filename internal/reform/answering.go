package reform

import (
	"slices"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/workflow"
)

// PromiseMonths is how far ahead a unit can promise at most.
const PromiseMonths = 12

// Answering is what a unit answers about a task it was urged on.
type Answering struct {
	Answer NudgeAnswer
	On     calendar.Date // by which day, where the answer is a promise
	Note   string        // why, where the task is said not to be the unit's
}

// Check returns an invalid fault naming every field that is wrong for an answer given today.
func (a Answering) Check(today calendar.Date) error {
	var check fault.Check
	check.That(slices.Contains(NudgeAnswers(), a.Answer), "tra_loi", "Chọn một trong bốn cách trả lời.")
	if a.Answer == AnswerPromised {
		check.That(!a.On.IsZero(), "ngay_hen", "Nhập ngày sẽ xong, ví dụ 05/12/2026.")
		check.That(a.On.IsZero() || !a.On.Before(today), "ngay_hen", "Ngày sẽ xong không được trước hôm nay "+today.Vietnamese()+".")
		check.That(!a.On.After(today.AddMonths(PromiseMonths)), "ngay_hen", "Ngày sẽ xong không quá một năm kể từ hôm nay.")
	}
	check.That(a.Answer != AnswerNotOurs || a.Note != "", "noi_dung", "Nêu lý do và đơn vị mà bạn cho là phải làm việc này.")
	check.That(fits(a.Note, 0, 1000), "noi_dung", "Nội dung này dài tối đa 1.000 ký tự.")
	return check.Err()
}

// Answered is an answer, or its settlement, ready to be written.
type Answered struct {
	Becomes NudgeTask
	Seen    int // the version the decision was made on
	Changes []Change
}

// Reply returns what the answer makes of the task of the nudge, or a fault: the page was stale, or the task, as it stands, does not
// take the answer.
func (t NudgeTask) Reply(step workflow.Step[AnswerState, AnswerAct], in Answering, of Task, seen int, at time.Time) (Answered, error) {
	if seen != t.Version {
		return Answered{}, StalePage()
	}
	if err := in.Check(calendar.DateOf(at)); err != nil {
		return Answered{}, err
	}
	if err := t.Answerable(); err != nil {
		return Answered{}, err
	}
	if err := of.takes(in.Answer); err != nil {
		return Answered{}, err
	}
	next := t
	next.Answer, next.AnsweredAt, next.Note, next.PromisedOn = in.Answer, &at, in.Note, calendar.Date{}
	if in.Answer == AnswerPromised {
		next.PromisedOn = in.On
	}
	return Answered{Becomes: next, Seen: seen, Changes: t.ChangesTo(next)}, nil
}

// Settle returns what keeping the task with the unit makes of its answer, or a fault: the page was stale or the reason is missing.
func (t NudgeTask) Settle(step workflow.Step[AnswerState, AnswerAct], reason string, seen int, at time.Time) (Answered, error) {
	if seen != t.Version {
		return Answered{}, StalePage()
	}
	if err := checkNote(step.Note, reason); err != nil {
		return Answered{}, err
	}
	if err := t.Answerable(); err != nil {
		return Answered{}, err
	}
	next := t
	next.Settled, next.SettledNote, next.SettledAt = SettledKept, reason, &at
	return Answered{Becomes: next, Seen: seen, Changes: t.ChangesTo(next)}, nil
}

// Answerable returns a conflict fault that says why nothing more is to be said about the task; nil while it can be.
func (t NudgeTask) Answerable() error {
	switch {
	case t.State != NudgeSent:
		return fault.New(fault.Conflict, "Chỉ trả lời được nhắc việc đã gửi.")
	case t.UnitID != t.NudgeUnitID:
		return fault.New(fault.Conflict, "Nhiệm vụ này đã chuyển sang đơn vị khác nên không cần trả lời nữa.")
	case t.Dropped || !t.TaskState.Open():
		return fault.New(fault.Conflict, "Nhiệm vụ này đã kết thúc nên không cần trả lời nữa.")
	default:
		return nil
	}
}

// takes returns a conflict fault that says why the task, as it stands, does not take the answer; nil when it does.
func (t Task) takes(answer NudgeAnswer) error {
	_, unfinished := TaskFlow.Next(t.State, TaskSubmit)
	switch {
	case t.State == TaskSubmitted && answer != AnswerDone:
		return fault.New(fault.Conflict, "Nhiệm vụ đã gửi hoàn thành, đang chờ xác nhận: chỉ trả lời “Đã xong”.")
	case answer == AnswerDone && t.State == TaskAssigned:
		return fault.New(fault.Conflict, "Đơn vị chưa tiếp nhận nhiệm vụ này. Mở nhiệm vụ, bấm “Tiếp nhận”, rồi trả lời “Đã xong”.")
	case answer == AnswerDone && t.State != TaskSubmitted && unfinished != nil:
		return fault.New(fault.Conflict, "Nhiệm vụ đang ở trạng thái "+t.State.Label()+" nên chưa gửi hoàn thành được.")
	case answer == AnswerBlocked:
		return t.Blockable()
	default:
		return nil
	}
}

// Late reports whether the answer came after the time to answer, or has not come although that is over.
func (t NudgeTask) Late(now time.Time) bool {
	if t.AnsweredAt != nil {
		now = *t.AnsweredAt
	}
	return now.After(t.AnswerBy)
}

// Says returns the answer in words, a promise with its day; "" where there is none.
func (t NudgeTask) Says() string {
	if t.Answer == AnswerPromised {
		return "Sẽ xong ngày " + t.PromisedOn.Vietnamese()
	}
	return t.Answer.Label()
}

// Reminded says which nudge of the task it was: "Văn phòng đôn đốc (lần 2)".
func (t NudgeTask) Reminded() string {
	words := map[Rung]string{RungRemind: "Văn phòng nhắc việc", RungUrge: "Văn phòng đôn đốc", RungLetter: "Văn phòng đôn đốc bằng công văn"}[t.Rung]
	if t.Nth > 0 {
		words += " (lần " + number(int64(t.Nth)) + ")"
	}
	return words
}

// ChangesTo lists what differs between the task of the nudge and what it becomes.
func (t NudgeTask) ChangesTo(next NudgeTask) []Change {
	var c Changes
	c.Text("nudge_answer", string(t.Answer), string(next.Answer))
	c.Date("promised_on", t.PromisedOn, next.PromisedOn)
	c.Text("note", t.Note, next.Note)
	c.Text("settled", string(t.Settled), string(next.Settled))
	return c
}

// WaitingNudge is a nudge with tasks that somebody still has to answer about.
type WaitingNudge struct {
	Code     string
	Rung     Rung
	AnswerBy time.Time
	Tasks    int // about how many
}
