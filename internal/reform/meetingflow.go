package reform

import (
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// MeetingState is how far a meeting has come.
type MeetingState string

// The states of a meeting.
const (
	MeetingPlanned   MeetingState = "planned"
	MeetingFrozen    MeetingState = "frozen" // its brief stands
	MeetingConcluded MeetingState = "concluded"
	MeetingCancelled MeetingState = "cancelled"
)

// MeetingStates lists the states in the order a meeting goes through them.
func MeetingStates() []MeetingState { return MeetingFlow.States() }

// Label returns the state as people read it; "" for an unknown one.
func (s MeetingState) Label() string {
	return map[MeetingState]string{
		MeetingPlanned: "Đang chuẩn bị", MeetingFrozen: "Đã chốt bản tóm tắt", MeetingConcluded: "Đã kết luận", MeetingCancelled: "Không họp",
	}[s]
}

// MeetingAct is something done to a meeting.
type MeetingAct string

// The acts of a meeting's life.
const (
	MeetingFreeze   MeetingAct = "freeze"
	MeetingConclude MeetingAct = "conclude"
	MeetingCancel   MeetingAct = "cancel"
	MeetingReopen   MeetingAct = "reopen"
)

// Label returns the words of the act's button; "" for an unknown act.
func (a MeetingAct) Label() string {
	return map[MeetingAct]string{
		MeetingFreeze: "Chốt bản tóm tắt", MeetingConclude: "Kết thúc giao ban", MeetingCancel: "Không họp nữa", MeetingReopen: "Mở lại để sửa kết luận",
	}[a]
}

// MeetingFlow is the way of a meeting (product.md, Meeting). Freezing again before it is held makes another snapshot; the one before
// stays as it was.
var MeetingFlow = workflow.Flow[MeetingState, MeetingAct]{
	Name: "meeting", Start: MeetingPlanned,
	Steps: []workflow.Step[MeetingState, MeetingAct]{
		{From: MeetingPlanned, Act: MeetingFreeze, To: MeetingFrozen, Needs: policy.MeetingFreeze},
		{From: MeetingFrozen, Act: MeetingFreeze, To: MeetingFrozen, Needs: policy.MeetingFreeze},
		{From: MeetingPlanned, Act: MeetingCancel, To: MeetingCancelled, Needs: policy.MeetingPrepare, Note: true},
		{From: MeetingFrozen, Act: MeetingCancel, To: MeetingCancelled, Needs: policy.MeetingPrepare, Note: true},
		{From: MeetingFrozen, Act: MeetingConclude, To: MeetingConcluded, Needs: policy.MeetingConclude},
		{From: MeetingConcluded, Act: MeetingReopen, To: MeetingFrozen, Needs: policy.MeetingConclude, Note: true},
	},
}
