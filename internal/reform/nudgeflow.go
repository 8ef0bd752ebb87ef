package reform

import (
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// NudgeState is where a nudge is on its way to the unit.
type NudgeState string

// The states of a nudge.
const (
	NudgePrepared NudgeState = "prepared" // of the third rung, waits for its letter to be signed
	NudgeQueued   NudgeState = "queued"   // goes out when the time to recall it is over
	NudgeSent     NudgeState = "sent"
	NudgeRecalled NudgeState = "recalled"
	NudgeDropped  NudgeState = "dropped" // before it was signed, or because nothing was left to urge
)

// NudgeStates lists the states in the order a nudge goes through them.
func NudgeStates() []NudgeState { return NudgeFlow.States() }

// Label returns the state as people read it; "" for an unknown one.
func (s NudgeState) Label() string {
	return map[NudgeState]string{
		NudgePrepared: "Chờ ký công văn", NudgeQueued: "Sắp gửi", NudgeSent: "Đã gửi", NudgeRecalled: "Đã thu hồi", NudgeDropped: "Đã bỏ",
	}[s]
}

// NudgeAct is something done to a nudge.
type NudgeAct string

// The acts of a nudge's life.
const (
	NudgeSend    NudgeAct = "send"
	NudgeSign    NudgeAct = "sign"
	NudgeDrop    NudgeAct = "drop"
	NudgeRecall  NudgeAct = "recall"
	NudgeDeliver NudgeAct = "deliver"
	NudgeVoid    NudgeAct = "void" // none of its tasks was to be done any more when it was to go out
)

// Label returns the words of the act's button; "" for an unknown act and for those of the portal itself.
func (a NudgeAct) Label() string {
	return map[NudgeAct]string{NudgeSend: "Gửi nhắc", NudgeSign: "Ghi đã ký và gửi", NudgeDrop: "Bỏ dự thảo", NudgeRecall: "Thu hồi"}[a]
}

// NudgeFlow is the way of a nudge (product.md, Nudge). One of the first two rungs is sent by the Office, one of the third when its
// letter is signed; either waits until the time to recall it is over.
var NudgeFlow = workflow.Flow[NudgeState, NudgeAct]{
	Name: "nudge", Start: NudgePrepared,
	Steps: []workflow.Step[NudgeState, NudgeAct]{
		{From: NudgePrepared, Act: NudgeSend, To: NudgeQueued, Needs: policy.NudgeSend},
		{From: NudgePrepared, Act: NudgeSign, To: NudgeQueued, Needs: policy.NudgeSign},
		{From: NudgePrepared, Act: NudgeDrop, To: NudgeDropped, Needs: policy.NudgeSend},
		{From: NudgeQueued, Act: NudgeRecall, To: NudgeRecalled, Needs: policy.NudgeSend},
		{From: NudgeQueued, Act: NudgeDeliver, To: NudgeSent, Needs: policy.NudgeDeliver},
		{From: NudgeQueued, Act: NudgeVoid, To: NudgeDropped, Needs: policy.NudgeDeliver},
	},
}

// Rung is how urgent a nudge is; each needs the one before it to have gone without an answer.
type Rung int

// The rungs of the ladder.
const (
	RungRemind Rung = 1
	RungUrge   Rung = 2
	RungLetter Rung = 3
)

// Rungs lists the rungs, the mildest first.
func Rungs() []Rung { return []Rung{RungRemind, RungUrge, RungLetter} }

// Label returns the rung as people read it; "" for an unknown one.
func (r Rung) Label() string {
	return map[Rung]string{RungRemind: "Nhắc việc", RungUrge: "Đôn đốc", RungLetter: "Công văn đôn đốc"}[r]
}
