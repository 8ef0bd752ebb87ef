package reform

import (
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// ObstacleState is where an obstacle is on its way.
type ObstacleState string

// The states of an obstacle. No obstacle is kept as a draft: what is typed and not sent is a draft of the form.
const (
	ObstacleDraft     ObstacleState = "draft"
	ObstacleSubmitted ObstacleState = "submitted"
	ObstacleReturned  ObstacleState = "returned"
	ObstacleConfirmed ObstacleState = "confirmed"
	ObstacleReceived  ObstacleState = "received"
	ObstacleAsked     ObstacleState = "asked" // the Office waits for the unit's word
	ObstacleEscalated ObstacleState = "escalated"
	ObstacleQueried   ObstacleState = "queried" // the leader waits for more information
	ObstacleResolved  ObstacleState = "resolved"
	ObstacleDecided   ObstacleState = "decided"
	ObstacleClosed    ObstacleState = "closed"
	ObstacleWithdrawn ObstacleState = "withdrawn"
)

// ObstacleStates lists the states in the order an obstacle goes through them.
func ObstacleStates() []ObstacleState { return ObstacleFlow.States() }

// Label returns the state as people read it; "" for an unknown one.
func (s ObstacleState) Label() string {
	return map[ObstacleState]string{
		ObstacleDraft: "Đang soạn", ObstacleSubmitted: "Chờ lãnh đạo đơn vị xác nhận", ObstacleReturned: "Bị trả lại",
		ObstacleConfirmed: "Chờ Văn phòng tiếp nhận", ObstacleReceived: "Văn phòng đang xử lý", ObstacleAsked: "Chờ đơn vị bổ sung",
		ObstacleEscalated: "Chờ lãnh đạo Sở quyết định", ObstacleQueried: "Lãnh đạo Sở cần thêm thông tin",
		ObstacleResolved: "Văn phòng đã giải quyết", ObstacleDecided: "Đã có quyết định", ObstacleClosed: "Đã đóng", ObstacleWithdrawn: "Đã rút",
	}[s]
}

// Live reports whether somebody still has to do something about the obstacle.
func (s ObstacleState) Live() bool { return s != ObstacleClosed && s != ObstacleWithdrawn }

// Blocks reports whether the work is still held up: nothing was decided or resolved yet.
func (s ObstacleState) Blocks() bool {
	return s.Live() && s != ObstacleResolved && s != ObstacleDecided
}

// ObstacleAct is something done to an obstacle.
type ObstacleAct string

// The acts of an obstacle's life.
const (
	ObstacleSubmit   ObstacleAct = "submit"
	ObstacleConfirm  ObstacleAct = "confirm"
	ObstacleReturn   ObstacleAct = "return"
	ObstacleReceive  ObstacleAct = "receive"
	ObstacleAsk      ObstacleAct = "ask"
	ObstacleAnswer   ObstacleAct = "answer"
	ObstacleResolve  ObstacleAct = "resolve"
	ObstacleEscalate ObstacleAct = "escalate"
	ObstacleQuery    ObstacleAct = "query"
	ObstacleTable    ObstacleAct = "table" // put on a meeting's agenda
	ObstacleSendBack ObstacleAct = "send_back"
	ObstacleDecide   ObstacleAct = "decide"
	ObstacleClose    ObstacleAct = "close"
	ObstacleReopen   ObstacleAct = "reopen"
	ObstacleWithdraw ObstacleAct = "withdraw"
)

// ObstacleActs lists the acts in the order their buttons stand.
func ObstacleActs() []ObstacleAct {
	return []ObstacleAct{
		ObstacleSubmit, ObstacleConfirm, ObstacleReceive, ObstacleEscalate, ObstacleResolve, ObstacleDecide, ObstacleAsk, ObstacleQuery,
		ObstacleTable, ObstacleAnswer, ObstacleSendBack, ObstacleReturn, ObstacleClose, ObstacleReopen, ObstacleWithdraw,
	}
}

// Label returns the words of the act's button; "" for an unknown act.
func (a ObstacleAct) Label() string {
	return map[ObstacleAct]string{
		ObstacleSubmit: "Gửi vướng mắc", ObstacleConfirm: "Xác nhận, chuyển Văn phòng", ObstacleReturn: "Trả lại", ObstacleReceive: "Tiếp nhận",
		ObstacleAsk: "Hỏi lại đơn vị", ObstacleAnswer: "Gửi bổ sung", ObstacleResolve: "Giải quyết tại Văn phòng",
		ObstacleEscalate: "Trình lãnh đạo", ObstacleQuery: "Cần thêm thông tin", ObstacleTable: "Đưa ra giao ban",
		ObstacleSendBack: "Trả lại Văn phòng", ObstacleDecide: "Ban hành ý kiến chỉ đạo", ObstacleClose: "Xác nhận đã gỡ",
		ObstacleReopen: "Vẫn còn vướng", ObstacleWithdraw: "Rút vướng mắc",
	}[a]
}

// ByCard reports whether the act is done to a decision card and to every obstacle of it at once.
func (a ObstacleAct) ByCard() bool {
	switch a {
	case ObstacleEscalate, ObstacleQuery, ObstacleTable, ObstacleSendBack, ObstacleDecide:
		return true
	default:
		return false
	}
}

// ObstacleFlow is the way of an obstacle: unit, head, Office, leader, and back to the unit (product.md, Obstacle).
var ObstacleFlow = workflow.Flow[ObstacleState, ObstacleAct]{
	Name: "obstacle", Start: ObstacleDraft,
	Steps: []workflow.Step[ObstacleState, ObstacleAct]{
		{From: ObstacleDraft, Act: ObstacleSubmit, To: ObstacleSubmitted, Needs: policy.ObstacleRaise},
		{From: ObstacleReturned, Act: ObstacleSubmit, To: ObstacleSubmitted, Needs: policy.ObstacleRaise},
		{From: ObstacleReturned, Act: ObstacleWithdraw, To: ObstacleWithdrawn, Needs: policy.ObstacleWithdraw, Note: true},
		{From: ObstacleSubmitted, Act: ObstacleConfirm, To: ObstacleConfirmed, Needs: policy.ObstacleConfirm},
		{From: ObstacleSubmitted, Act: ObstacleReturn, To: ObstacleReturned, Needs: policy.ObstacleConfirm, Note: true},
		{From: ObstacleSubmitted, Act: ObstacleWithdraw, To: ObstacleWithdrawn, Needs: policy.ObstacleWithdraw, Note: true},
		{From: ObstacleConfirmed, Act: ObstacleReceive, To: ObstacleReceived, Needs: policy.ObstacleReceive},
		{From: ObstacleConfirmed, Act: ObstacleReturn, To: ObstacleReturned, Needs: policy.ObstacleReceive, Note: true},
		{From: ObstacleConfirmed, Act: ObstacleWithdraw, To: ObstacleWithdrawn, Needs: policy.ObstacleWithdraw, Note: true},
		{From: ObstacleReceived, Act: ObstacleEscalate, To: ObstacleEscalated, Needs: policy.ObstacleEscalate},
		{From: ObstacleReceived, Act: ObstacleResolve, To: ObstacleResolved, Needs: policy.ObstacleReceive, Note: true},
		{From: ObstacleReceived, Act: ObstacleAsk, To: ObstacleAsked, Needs: policy.ObstacleReceive, Note: true},
		{From: ObstacleReceived, Act: ObstacleReturn, To: ObstacleReturned, Needs: policy.ObstacleReceive, Note: true},
		{From: ObstacleReceived, Act: ObstacleWithdraw, To: ObstacleWithdrawn, Needs: policy.ObstacleWithdraw, Note: true},
		{From: ObstacleAsked, Act: ObstacleAnswer, To: ObstacleReceived, Needs: policy.ObstacleAnswer, Note: true},
		{From: ObstacleAsked, Act: ObstacleWithdraw, To: ObstacleWithdrawn, Needs: policy.ObstacleWithdraw, Note: true},
		{From: ObstacleEscalated, Act: ObstacleDecide, To: ObstacleDecided, Needs: policy.ObstacleDecide, Note: true},
		{From: ObstacleEscalated, Act: ObstacleQuery, To: ObstacleQueried, Needs: policy.ObstacleDecide, Note: true},
		{From: ObstacleEscalated, Act: ObstacleTable, To: ObstacleEscalated, Needs: policy.ObstacleDecide},
		{From: ObstacleEscalated, Act: ObstacleSendBack, To: ObstacleReceived, Needs: policy.ObstacleDecide, Note: true},
		{From: ObstacleEscalated, Act: ObstacleWithdraw, To: ObstacleWithdrawn, Needs: policy.ObstacleWithdraw, Note: true},
		{From: ObstacleQueried, Act: ObstacleAnswer, To: ObstacleEscalated, Needs: policy.ObstacleAnswer, Note: true},
		{From: ObstacleQueried, Act: ObstacleWithdraw, To: ObstacleWithdrawn, Needs: policy.ObstacleWithdraw, Note: true},
		{From: ObstacleResolved, Act: ObstacleClose, To: ObstacleClosed, Needs: policy.ObstacleClose},
		{From: ObstacleResolved, Act: ObstacleReopen, To: ObstacleReceived, Needs: policy.ObstacleClose, Note: true},
		{From: ObstacleDecided, Act: ObstacleClose, To: ObstacleClosed, Needs: policy.ObstacleClose},
		{From: ObstacleDecided, Act: ObstacleReopen, To: ObstacleReceived, Needs: policy.ObstacleClose, Note: true},
	},
}
