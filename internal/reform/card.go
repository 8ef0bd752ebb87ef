package reform

import (
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/workflow"
)

// CardState is where a decision card is.
type CardState string

// The states of a decision card.
const (
	CardDraft   CardState = "draft"
	CardSent    CardState = "sent"
	CardQueried CardState = "queried"
	CardDecided CardState = "decided"
	CardDropped CardState = "dropped" // nothing of it is left to decide
)

// Label returns the state as people read it; "" for an unknown one.
func (s CardState) Label() string {
	return map[CardState]string{
		CardDraft: "Văn phòng đang soạn", CardSent: "Chờ quyết định", CardQueried: "Chờ thêm thông tin", CardDecided: "Đã quyết định", CardDropped: "Đã bỏ",
	}[s]
}

// CardFlow is the way of a decision card. Its acts are those of its obstacles, which go with it; it is dropped when the last of
// them is withdrawn, returned or resolved.
var CardFlow = workflow.Flow[CardState, ObstacleAct]{
	Name: "decision card", Start: CardDraft,
	Steps: []workflow.Step[CardState, ObstacleAct]{
		{From: CardDraft, Act: ObstacleEscalate, To: CardSent, Needs: policy.ObstacleEscalate},
		{From: CardDraft, Act: ObstacleWithdraw, To: CardDropped, Needs: policy.ObstaclePrepare},
		{From: CardSent, Act: ObstacleDecide, To: CardDecided, Needs: policy.ObstacleDecide, Note: true},
		{From: CardSent, Act: ObstacleQuery, To: CardQueried, Needs: policy.ObstacleDecide, Note: true},
		{From: CardSent, Act: ObstacleTable, To: CardSent, Needs: policy.ObstacleDecide},
		{From: CardSent, Act: ObstacleSendBack, To: CardDraft, Needs: policy.ObstacleDecide, Note: true},
		{From: CardSent, Act: ObstacleWithdraw, To: CardDropped, Needs: policy.ObstacleWithdraw},
		{From: CardQueried, Act: ObstacleAnswer, To: CardSent, Needs: policy.ObstacleAnswer, Note: true},
		{From: CardQueried, Act: ObstacleWithdraw, To: CardDropped, Needs: policy.ObstacleWithdraw},
	},
}

// Card is what a leader is asked to decide: one question for one or more obstacles, with the ways out that the Office sees.
type Card struct {
	ID        int64
	State     CardState
	Question  string
	Summary   string
	LeaderID  int64
	Leader    string
	Proposed  int // the position of the option that the Office proposes; 0 for none
	WrittenBy int64
	Writer    string
	WrittenAt time.Time
	Sender    string
	SentFor   string
	SentAt    *time.Time
	AgendaOn  calendar.Date // the meeting it was put on the agenda of
	Version   int
	Verdict
}

// Verdict is what was decided on a card.
type Verdict struct {
	DecidedBy  int64
	Decider    string
	DecidedFor string
	DecidedAt  *time.Time
	Chosen     int // the position of the option taken; 0 where the leader decided otherwise
	Direction  string
	Told       string // what the page said would happen, a line each
	NotedID    int64  // the meeting it was spoken in; 0 where the leader issued it
	Spoken
}

// EffectKind is what a decision does.
type EffectKind string

// The kinds of effect (product.md, Obstacle).
const (
	EffectDeadline    EffectKind = "deadline"
	EffectLeadUnit    EffectKind = "lead_unit"
	EffectContent     EffectKind = "content"
	EffectInstruction EffectKind = "instruction"
	EffectRefer       EffectKind = "refer"
	EffectRefuse      EffectKind = "refuse"
)

// EffectKinds lists the kinds in the order forms offer them.
func EffectKinds() []EffectKind {
	return []EffectKind{EffectDeadline, EffectLeadUnit, EffectContent, EffectInstruction, EffectRefer, EffectRefuse}
}

// Label returns the kind as people read it; "" for an unknown one.
func (k EffectKind) Label() string {
	return map[EffectKind]string{
		EffectDeadline: "Đổi thời hạn nhiệm vụ", EffectLeadUnit: "Chuyển đơn vị chủ trì", EffectContent: "Điều chỉnh nội dung nhiệm vụ",
		EffectInstruction: "Giao một đơn vị thực hiện", EffectRefer: "Báo cáo, kiến nghị cấp trên", EffectRefuse: "Không chấp thuận đề nghị",
	}[k]
}

// Effect is what a decision does to the tasks whose obstacles it decides. Which fields are used depends on the kind:
// deadline: DueOn is the new day; lead_unit: UnitID is the new lead; content: Body is the new description and Deliverable the
// new deliverables; instruction: UnitID does what Body says by DueOn and hands in Deliverable; refer: Body is what is asked of
// those above and DueOn the day an answer is expected; refuse: none.
type Effect struct {
	Kind        EffectKind
	DueOn       calendar.Date
	UnitID      int64
	Unit        string
	Body        string
	Deliverable string
}

// Option is one way out, with what it leads to and what it would do.
type Option struct {
	Position    int
	Title       string
	Consequence string
	Effect
}

// OptionsMost is how many options a card has at most, OptionsLeast how many it must have to be sent.
const (
	OptionsMost  = 3
	OptionsLeast = 2
)
