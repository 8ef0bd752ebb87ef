package reform

import (
	"fmt"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
)

// RecallTime is how long a nudge that was sent can still be recalled (ui.md 8.4): until then nobody is told of it.
const RecallTime = 2 * time.Minute

// NudgeMost is how many tasks one act of the Office can urge on at most.
const NudgeMost = 2000

// NudgeCode returns the code of the nth nudge of the year.
func NudgeCode(year, n int) string { return fmt.Sprintf("DD-%d-%03d", year, n) }

// Nudge is what one unit is told, in one act of the Office, of one or more of its tasks.
type Nudge struct {
	ID           int64
	Code         string
	BatchID      int64
	UnitID       int64
	Unit         string
	Rung         Rung
	State        NudgeState
	Text         string
	AnswerBy     time.Time
	AuthorID     int64
	Author       string
	ForID        int64
	For          string // whom the author stood in for
	MadeAt       time.Time
	SendAt       *time.Time // when it goes out unless it is recalled
	SentAt       *time.Time
	EndedAt      *time.Time // recalled or dropped
	SeenAt       *time.Time // when somebody of the unit first opened it
	Seer         string
	SignerID     int64 // of the letter of the third rung
	Signer       string
	SignerPost   string
	LetterNumber string
	LetterOn     calendar.Date
	Tasks        int // how many it urges on, those dropped apart
	Answered     int // of how many of them the unit has answered
	Version      int
}

// Subject returns what policy needs to know of the nudge.
func (n Nudge) Subject() policy.Subject {
	return policy.Subject{Kind: policy.Nudge, ID: n.ID, Unit: n.UnitID}
}

// Recallable reports whether the nudge can still be recalled at the instant.
func (n Nudge) Recallable(now time.Time) bool {
	return n.State == NudgeQueued && n.SendAt != nil && now.Before(*n.SendAt)
}

// Hearing is what became of a nudge at its unit.
type Hearing string

// The hearings: what the Office can see of a nudge that was sent.
const (
	HearingUnseen   Hearing = "unseen"
	HearingSeen     Hearing = "seen"
	HearingPart     Hearing = "part"   // some tasks answered, others not
	HearingSilent   Hearing = "silent" // the time to answer ran out before everything was answered
	HearingAnswered Hearing = "answered"
)

// Hearings lists the hearings in the order filters offer them.
func Hearings() []Hearing {
	return []Hearing{HearingUnseen, HearingSeen, HearingPart, HearingSilent, HearingAnswered}
}

// Label returns the hearing as people read it; "" for an unknown one.
func (h Hearing) Label() string {
	return map[Hearing]string{
		HearingUnseen: "Chưa xem", HearingSeen: "Đã xem", HearingPart: "Đã trả lời một phần", HearingSilent: "Im lặng quá hạn trả lời", HearingAnswered: "Đã trả lời",
	}[h]
}

// Hearing returns what has become of a nudge that was sent, at the instant; "" for one that was not.
func (n Nudge) Hearing(now time.Time) Hearing {
	switch {
	case n.State != NudgeSent:
		return ""
	case n.Answered >= n.Tasks:
		return HearingAnswered
	case now.After(n.AnswerBy):
		return HearingSilent
	case n.Answered > 0:
		return HearingPart
	case n.SeenAt != nil:
		return HearingSeen
	default:
		return HearingUnseen
	}
}

// NudgeAnswer is what a unit answers about one task it was urged on.
type NudgeAnswer string

// The four answers (product.md, Nudge).
const (
	AnswerDone     NudgeAnswer = "done"
	AnswerPromised NudgeAnswer = "promised"
	AnswerBlocked  NudgeAnswer = "blocked"
	AnswerNotOurs  NudgeAnswer = "not_ours"
)

// NudgeAnswers lists the answers in the order forms offer them.
func NudgeAnswers() []NudgeAnswer {
	return []NudgeAnswer{AnswerDone, AnswerPromised, AnswerBlocked, AnswerNotOurs}
}

// Label returns the answer as people read it; "" for an unknown one.
func (a NudgeAnswer) Label() string {
	return map[NudgeAnswer]string{
		AnswerDone: "Đã xong", AnswerPromised: "Sẽ xong ngày…", AnswerBlocked: "Đang vướng", AnswerNotOurs: "Không phải việc của đơn vị",
	}[a]
}

// Settlement is what became of an answer that a task is not the unit's.
type Settlement string

// The settlements.
const (
	SettledMoved Settlement = "moved" // to another unit
	SettledKept  Settlement = "kept"  // with this one
)

// Settlements lists the settlements.
func Settlements() []Settlement { return []Settlement{SettledMoved, SettledKept} }

// NudgeTask is one task of a nudge, with what the unit answers about it.
type NudgeTask struct {
	ID          int64
	NudgeID     int64
	Nudge       string // its code
	NudgeUnitID int64
	NudgeUnit   string
	AuthorID    int64 // of the nudge
	ForID       int64 // whom that author stood in for; 0 for themselves
	Rung        Rung
	State       NudgeState // of the nudge
	SentAt      *time.Time
	AnswerBy    time.Time
	TaskID      int64
	Task        string // its code
	Title       string
	Area        Area
	TaskState   TaskState
	DueOn       calendar.Date // the task's deadline now
	WasDueOn    calendar.Date // and when it was nudged
	Percent     int           // the task's progress now
	WasPercent  int
	OfficerID   int64
	Officer     string
	UnitID      int64 // the task's lead now
	Nth         int   // which nudge of this task it is; 0 until it is sent
	Dropped     bool  // no longer to be done when the nudge went out
	Answer      NudgeAnswer
	AnsweredAt  *time.Time
	AnswererID  int64
	AnsweredBy  string
	AnsweredFor string
	Note        string
	PromisedOn  calendar.Date
	Settled     Settlement
	SettledNote string
	SettledAt   *time.Time
	SettledBy   string
	Version     int
}

// Subject returns what policy needs to know to let somebody answer: the task's officer, and the unit that was urged.
func (t NudgeTask) Subject() policy.Subject {
	return policy.Subject{Kind: policy.NudgeTask, ID: t.ID, Officer: t.OfficerID, Unit: t.NudgeUnitID, Area: int(t.Area)}
}

// ChangesTo lists what differs between the nudge and what it becomes.
func (n Nudge) ChangesTo(next Nudge) []Change {
	var c Changes
	c.Text("nudge_state", string(n.State), string(next.State))
	c.Number("rung", int64(n.Rung), int64(next.Rung))
	c.Number("unit", n.UnitID, next.UnitID)
	c.Text("text", n.Text, next.Text)
	c.Text("letter_number", n.LetterNumber, next.LetterNumber)
	c.Date("letter_on", n.LetterOn, next.LetterOn)
	c.Number("signer", n.SignerID, next.SignerID)
	return c
}
