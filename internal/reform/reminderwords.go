package reform

import (
	"fmt"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/viet"
)

// Telling is a notice with those it is for, each of whom gets it once under the key.
type Telling struct {
	To     Audience
	Notice Notice
	Key    string
}

// DueMatter is what somebody has to have done by a day: a task or, where Share is set, a cooperating unit's share of one.
type DueMatter struct {
	ID        int64 // the task's
	Code      string
	Title     string
	Share     int64 // the share's; 0 for the task itself
	DueOn     calendar.Date
	OfficerID int64 // who does it; 0 where nobody was named, or they left
	UnitID    int64
	AtLeader  bool // an obstacle on the task waits for a leader's decision
}

// Due returns what the plan says of the matter; false when nothing. Nobody is told that a task is overdue while leaders have
// still to decide what blocks it.
func (p ReminderPlan) Due(m DueMatter) (Telling, bool) {
	rule, ok := p.Deadline(m.DueOn)
	if !ok || m.AtLeader && rule.Kind != RemindDueBefore {
		return Telling{}, false
	}
	if m.Share != 0 {
		rule.Office = false // the Office hears of the task itself
	}
	return p.telling(rule, rule.tells(m.OfficerID, m.UnitID), m.Code, m.Title, m.words(p), m.key(p, rule)), true
}

// telling puts the notice of a task together.
func (p ReminderPlan) telling(rule ReminderRule, to Audience, code, title, words, key string) Telling {
	notice := Notice{Kind: rule.Kind.Notice(), Title: code + ": " + words, Body: title, Object: policy.Task, Name: code}
	return Telling{To: to, Notice: notice, Key: string(notice.Kind) + "." + key}
}

// key names the matter, its day and the moment, so that each is said once however often the day is run, and anew once the day
// is moved.
func (m DueMatter) key(p ReminderPlan, rule ReminderRule) string {
	of := fmt.Sprintf("%d", m.ID)
	if m.Share != 0 {
		of += fmt.Sprintf(".share%d", m.Share)
	}
	if rule.Kind == RemindWeekly {
		return fmt.Sprintf("%s.%s.week.%s", of, m.DueOn, mondayOf(p.Day))
	}
	return fmt.Sprintf("%s.%s.%d", of, m.DueOn, rule.Days)
}

func (m DueMatter) words(p ReminderPlan) string {
	words := p.timeWords(m.DueOn)
	if m.Share != 0 {
		return "phần việc phối hợp " + words
	}
	return words
}

// timeWords says how the day the plan is for stands to the due day; days past are counted as official figures count them.
func (p ReminderPlan) timeWords(due calendar.Date) string {
	on := due.Vietnamese()
	if due.Before(p.Day) {
		return "quá hạn " + viet.Int(p.Day.Sub(due)) + " ngày (hạn " + on + ")"
	}
	if due == p.Day {
		return "đến hạn hôm nay (" + on + ")"
	}
	if left := p.days.WorkingBetween(p.Day, due); left > 0 {
		return "còn " + viet.Int(left) + " ngày làm việc (hạn " + on + ")"
	}
	return "hôm nay là ngày làm việc cuối cùng trước hạn (" + on + ")"
}

// SilentTask is a task under way of which nothing was reported in a period.
type SilentTask struct {
	ID        int64
	Code      string
	Title     string
	OfficerID int64
	UnitID    int64
}

// Missing returns what the plan says of a task without a report in the period.
func (p ReminderPlan) Missing(t SilentTask, gap ReportGap) Telling {
	words, moment := "chưa có báo cáo kỳ "+gap.Period.PeriodName+" (hạn nộp "+gap.Period.DueOn.Vietnamese()+")", "before"
	if gap.Over {
		words, moment = "chưa có báo cáo kỳ "+gap.Period.PeriodName+", đã quá hạn nộp "+gap.Period.DueOn.Vietnamese(), "over"
	}
	key := fmt.Sprintf("%d.%s.%s", t.ID, gap.Period.Period, moment)
	return p.telling(gap.Rule, gap.Rule.tells(t.OfficerID, t.UnitID), t.Code, t.Title, words, key)
}

// ApprovalStep is the step that something waits for.
type ApprovalStep string

// The steps of signing off that people are reminded of.
const (
	StepApprove ApprovalStep = "approve" // a completion report, by the unit's head
	StepVerify  ApprovalStep = "verify"  // a completion report, by the Office
	StepSign    ApprovalStep = "sign"    // an extension, by the unit's head
	StepGrant   ApprovalStep = "grant"   // an extension, by the Office's chief or a leader
)

// WaitingApproval is something that waits to be signed off.
type WaitingApproval struct {
	Step      ApprovalStep
	ID        int64 // of the report or the request
	Code      string
	Title     string
	SinceOn   calendar.Date
	OfficerID int64 // the task's; 0 for none
	UnitID    int64
	AuthorID  int64
	ForID     int64   // whom the author stood in for
	Up        bool    // it is a leader's: a head wrote it, or it is one extension more than the chief may grant
	Chiefs    []int64 // of the Office
}

// Waiting returns what the plan says of something that waits to be signed off; false when nothing.
func (p ReminderPlan) Waiting(w WaitingApproval) (Telling, bool) {
	rule, moment, ok := p.approval(w.SinceOn)
	if !ok {
		return Telling{}, false
	}
	to := w.signers(rule)
	waited := viet.Int(p.days.WorkingBetween(w.SinceOn, p.Day))
	words := map[ApprovalStep]string{
		StepApprove: "báo cáo hoàn thành chờ duyệt ", StepVerify: "báo cáo hoàn thành chờ thẩm tra ",
		StepSign: "đề nghị gia hạn chờ ký ", StepGrant: "đề nghị gia hạn chờ quyết định ",
	}[w.Step] + waited + " ngày làm việc"
	return p.telling(rule, to, w.Code, w.Title, words, fmt.Sprintf("%s.%d.%s.%s", w.Step, w.ID, w.SinceOn, moment)), true
}

// signers returns who is told of what waits: whoever has to take the step, which is never who wrote it, and whom the rule names.
func (w WaitingApproval) signers(rule ReminderRule) Audience {
	to := Audience{Office: rule.Office || w.Step == StepVerify, Leaders: w.Up, But: []int64{w.AuthorID, w.ForID}}
	if rule.Head || !w.Up && (w.Step == StepApprove || w.Step == StepSign) {
		to.HeadsOf = []int64{w.UnitID}
	}
	if w.Step == StepGrant && !w.Up {
		to.People = append(to.People, w.Chiefs...)
	}
	if rule.Officer && w.OfficerID != 0 { // to know that it waits, also where they wrote it
		to.People = append(to.People, w.OfficerID)
		to.But = slices.DeleteFunc(to.But, func(id int64) bool { return id == w.OfficerID })
	}
	return to
}

// WaitingLetter is a letter that urges a unit on and waits to be signed.
type WaitingLetter struct {
	ID       int64 // of the nudge
	Code     string
	Unit     string
	SinceOn  calendar.Date
	SignerID int64   // who was named to sign; 0 where they left
	Chiefs   []int64 // of the Office
}

// Letter returns what the plan says of a letter that waits to be signed; false when nothing. Who has to sign is told, also where they
// prepared it; the unit is not: to it nothing was said yet.
func (p ReminderPlan) Letter(w WaitingLetter) (Telling, bool) {
	rule, moment, ok := p.approval(w.SinceOn)
	if !ok {
		return Telling{}, false
	}
	to := Audience{People: []int64{w.SignerID}, Office: rule.Office}
	if w.SignerID == 0 {
		to.People = w.Chiefs
	}
	waited := viet.Int(p.days.WorkingBetween(w.SinceOn, p.Day))
	notice := Notice{
		Kind: rule.Kind.Notice(), Title: w.Code + ": công văn đôn đốc chờ ký " + waited + " ngày làm việc", Body: "Gửi " + w.Unit,
		Object: policy.Nudge, Name: w.Code,
	}
	return Telling{To: to, Notice: notice, Key: fmt.Sprintf("%s.letter.%d.%s.%s", notice.Kind, w.ID, w.SinceOn, moment)}, true
}
