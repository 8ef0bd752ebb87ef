package reform

import (
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// AnswerState is where a unit's answer about one task of a nudge stands; it is derived from the answer, never stored.
type AnswerState string

// The states of an answer.
const (
	AnswerWaits    AnswerState = "waits"
	AnswerGiven    AnswerState = "given"
	AnswerDisputed AnswerState = "disputed" // the task is not the unit's, it says, and the Office has to settle that
	AnswerKept     AnswerState = "kept"     // the Office left the task with the unit
	AnswerMoved    AnswerState = "moved"    // the task went to another unit
)

// Label returns the state as people read it; "" for an unknown one.
func (s AnswerState) Label() string {
	return map[AnswerState]string{
		AnswerWaits: "Chưa trả lời", AnswerGiven: "Đã trả lời", AnswerDisputed: "Chờ Văn phòng xem xét",
		AnswerKept: "Văn phòng: đơn vị tiếp tục thực hiện", AnswerMoved: "Đã chuyển đơn vị khác",
	}[s]
}

// AnswerAct is something done to an answer.
type AnswerAct string

// The acts of an answer's life.
const (
	AnswerGive    AnswerAct = "give"
	AnswerDispute AnswerAct = "dispute"
	AnswerKeep    AnswerAct = "keep"
	AnswerMove    AnswerAct = "move" // done by whatever gives the task to another unit
)

// AnswerFlow is the life of an answer: the unit may change it until the Office has settled it.
var AnswerFlow = workflow.Flow[AnswerState, AnswerAct]{
	Name: "answer", Start: AnswerWaits,
	Steps: []workflow.Step[AnswerState, AnswerAct]{
		{From: AnswerWaits, Act: AnswerGive, To: AnswerGiven, Needs: policy.NudgeAnswer},
		{From: AnswerWaits, Act: AnswerDispute, To: AnswerDisputed, Needs: policy.NudgeAnswer, Note: true},
		{From: AnswerGiven, Act: AnswerGive, To: AnswerGiven, Needs: policy.NudgeAnswer},
		{From: AnswerGiven, Act: AnswerDispute, To: AnswerDisputed, Needs: policy.NudgeAnswer, Note: true},
		{From: AnswerDisputed, Act: AnswerGive, To: AnswerGiven, Needs: policy.NudgeAnswer},
		{From: AnswerDisputed, Act: AnswerDispute, To: AnswerDisputed, Needs: policy.NudgeAnswer, Note: true},
		{From: AnswerDisputed, Act: AnswerKeep, To: AnswerKept, Needs: policy.NudgeSend, Note: true},
		{From: AnswerDisputed, Act: AnswerMove, To: AnswerMoved, Needs: policy.TaskReassign},
	},
}

// Act returns what giving the answer is in the flow.
func (a NudgeAnswer) Act() AnswerAct {
	if a == AnswerNotOurs {
		return AnswerDispute
	}
	return AnswerGive
}

// AnswerState returns where the answer about the task stands.
func (t NudgeTask) AnswerState() AnswerState {
	switch {
	case t.Settled == SettledMoved:
		return AnswerMoved
	case t.Settled == SettledKept:
		return AnswerKept
	case t.Answer == AnswerNotOurs:
		return AnswerDisputed
	case t.Answer != "":
		return AnswerGiven
	default:
		return AnswerWaits
	}
}
