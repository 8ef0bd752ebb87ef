package reform

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
)

// The prefixes of effects in forms: of the leader's own choice, and of the instruction that goes with a decision.
const (
	OwnPrefix         = "khac_"
	InstructionPrefix = "giao_"
)

// The choices of a decision besides the position of an option.
const (
	OwnChoice = 0
	NoChoice  = -1
)

// DirectionMost is how long the words of a decision may be.
const DirectionMost = 2000

// Decision is what a leader decides of a card: one of its options or an effect of their own, the words that go with it and, where
// wanted, an instruction beside it.
type Decision struct {
	Choice      int     // the position of an option, OwnChoice or NoChoice
	Own         Effect  // what OwnChoice does
	Instruction *Effect // nil for none
	Direction   string
}

// PlannedEffect is one effect of a decision with what it does.
type PlannedEffect struct {
	Effect
	EffectPlan
}

// DecisionPlan is what a decision does: the effect chosen and, where there is one, the instruction beside it.
type DecisionPlan []PlannedEffect

// Told returns the sentences that say what the decision does, a line each.
func (p DecisionPlan) Told() string {
	var told []string
	for _, effect := range p {
		told = append(told, effect.Told...)
	}
	return Lines(told)
}

// Lines writes the sentences of a plan as a form carries them.
func Lines(told []string) string { return strings.Join(told, "\n") }

// Named returns the decision with its units by their names, and without those that do not stand on the day.
func (d Decision) Named(units []Unit, on calendar.Date) Decision {
	d.Own = d.Own.Named(units, on)
	if d.Instruction != nil {
		instruction := d.Instruction.Named(units, on)
		d.Instruction = &instruction
	}
	return d
}

// Plan returns what the decision does to the tasks under one of the card's options or an effect of its own, or an invalid fault
// naming every field that is wrong.
func (d Decision) Plan(options []Option, tasks []Task, by Ruling) (DecisionPlan, error) {
	var check fault.Check
	effect := d.chosen(&check, options, tasks, by.On)
	check.That(d.Direction != "", "y_kien", "Nhập ý kiến chỉ đạo.")
	check.That(fits(d.Direction, 0, DirectionMost), "y_kien", "Ý kiến chỉ đạo dài tối đa 2.000 ký tự.")
	if d.Instruction != nil {
		d.Instruction.Check(&check, InstructionPrefix, tasks, by.On)
	}
	if err := check.Err(); err != nil {
		return nil, err
	}
	plan := DecisionPlan{{effect, effect.Plan(tasks, by)}}
	if d.Instruction != nil {
		plan = append(plan, PlannedEffect{*d.Instruction, d.Instruction.Plan(tasks, by)})
	}
	return plan, nil
}

// chosen returns the effect that the decision takes. What keeps an option from being taken is said about the choice.
func (d Decision) chosen(check *fault.Check, options []Option, tasks []Task, today calendar.Date) Effect {
	if d.Choice == OwnChoice {
		d.Own.Check(check, OwnPrefix, tasks, today)
		return d.Own
	}
	at := slices.IndexFunc(options, func(o Option) bool { return o.Position == d.Choice })
	if at < 0 {
		check.That(false, "phuong_an", "Chọn một phương án hoặc “Ý kiến khác”.")
		return Effect{}
	}
	why := options[at].Barred(tasks, today)
	check.That(why == "", "phuong_an", "Phương án "+strconv.Itoa(d.Choice)+" không còn thực hiện được. "+why)
	return options[at].Effect
}

// Barred says why the effect cannot be carried out on the tasks today; "" when it can.
func (e Effect) Barred(tasks []Task, today calendar.Date) string {
	var check fault.Check
	e.Check(&check, "", tasks, today)
	f, wrong := fault.As(check.Err())
	if !wrong {
		return ""
	}
	var sentences []string
	for _, field := range f.Fields {
		sentences = append(sentences, field.Message)
	}
	return strings.Join(sentences, " ")
}

// Shown is what the page said that the decision would do, as it came back with the form: of the effect chosen and of the
// instruction, each a line for a sentence; "" where nothing was said.
type Shown struct {
	Effect      string
	Instruction string
}

// Check returns a fault where the page did not say exactly what the plan does: an invalid one where it did not say it at all, a
// conflict where it said something else.
func (s Shown) Check(plan DecisionPlan) error {
	said := []string{s.Effect, s.Instruction}
	for i := range plan {
		if lines(said[i]) == "" {
			return fault.InvalidFields(fault.Field{Name: ToldField, Message: "Xem phần “Khi ban hành” bên dưới, rồi bấm lần nữa để ban hành."})
		}
	}
	for i, effect := range plan {
		if lines(said[i]) != Lines(effect.Told) {
			return fault.New(fault.Conflict, "Nhiệm vụ hoặc nội dung vừa thay đổi nên tác động khác với điều trang đã nêu. "+
				"Xem lại phần “Khi ban hành” rồi bấm lần nữa; chưa có gì được ban hành.")
		}
	}
	return nil
}

// ToldField is the part of the decision page that says what will happen.
const ToldField = "khi_ban_hanh"

// lines makes the line ends of a form those of the plan.
func lines(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }

// DecisionEffect is one effect of a decision as it was issued, with the task that an instruction became.
type DecisionEffect struct {
	Position int
	Effect
	TaskID    int64
	TaskCode  string // "" where it became none
	TaskState TaskState
}

// Origin is what a leader said that gave a task.
type Origin struct {
	Code       string // of the first obstacle that the decision decided; "" for what was said of the leader's own accord
	Decider    string
	DecidedFor string // whom a deputy decided for
	DecidedAt  time.Time
	Direction  string
	Spoken
	InReach bool // whether that obstacle is in the reader's
}

// Notice returns what those concerned by the obstacle are told of its decision.
func (c Card) Notice(of Obstacle) Notice {
	return Notice{
		Kind: NoticeDecision, Title: of.Code + ": đã có ý kiến chỉ đạo", Body: cut(joined("\n", c.noted(), c.Direction, c.Told), 2000), Object: policy.Obstacle, Name: of.Code,
	}
}

// InstructionNotice returns what the head of the unit is told that a decision gives a task to.
func (c Card) InstructionNotice(of Obstacle, given Task) Notice {
	notice := c.Notice(of)
	notice.Title = cut(given.Code+": giao theo ý kiến chỉ đạo ("+of.Code+")", 300)
	notice.Object, notice.Name = policy.Task, given.Code
	return notice
}

// ToldLines returns what the page said that the decision would do, a sentence each; nothing before it is decided.
func (c Card) ToldLines() []string {
	if c.Told == "" {
		return nil
	}
	return strings.Split(c.Told, "\n")
}

// DecisionKey is the key under which one person hears of the decision once, whichever way it concerns them.
func (c Card) DecisionKey() string { return fmt.Sprintf("%s.%d", NoticeDecision, c.ID) }

// Hears returns who is told of the decision on the obstacle: whose it is, whose task it blocks, the Office, and the leader whom
// the card was put before.
func (c Card) Hears(of Obstacle) Audience {
	return Audience{People: []int64{of.AuthorID, of.ForID, of.OfficerID, c.LeaderID}, HeadsOf: []int64{of.UnitID}, Office: true}
}
