package reform

import (
	"cmp"
	"slices"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/viet"
)

// Ruling is what a plan needs to know of the decision: who decides and when, and the words kept as the reason of each change.
type Ruling struct {
	By     int64
	Reason string // "" while nothing was said yet
	On     calendar.Date
}

// EffectPlan is what one effect does: the moves of the tasks it changes, the tasks and letters it makes, and the sentences that
// say exactly that.
type EffectPlan struct {
	Moves   []PlannedMove // in the order of the tasks
	Given   []Task        // that an instruction becomes, without code
	Letters []Referral    // to those above
	Told    []string      // a sentence of one line each
}

// PlannedMove is what an effect does to one task.
type PlannedMove struct {
	TaskMove
	From    Task
	KeepOld bool // the unit it is taken from goes on beside the new lead
}

// noReason stands for the leader's words while there are none: where a plan is only shown.
const noReason = "Theo ý kiến chỉ đạo."

// Plan returns what the effect does to the tasks. Of an effect that Check refuses nothing is planned and nothing is said.
func (e Effect) Plan(tasks []Task, by Ruling) EffectPlan {
	var check fault.Check
	if e.Check(&check, "", tasks, by.On); check.Err() != nil {
		return EffectPlan{}
	}
	by.Reason = cmp.Or(by.Reason, noReason)
	var plan EffectPlan
	switch e.Kind {
	case EffectDeadline, EffectLeadUnit, EffectContent:
		for _, task := range tasks {
			plan.change(e, task, by)
		}
	case EffectInstruction:
		plan.give(e.instructed(tasks, by), e.Unit)
	case EffectRefer:
		plan.refer(Referral{Addressee: ReferralAddressee, Asks: e.Body, AnswerBy: e.DueOn})
	case EffectRefuse:
		plan.Told = []string{"Không thay đổi nhiệm vụ."}
	}
	return plan
}

// change plans what becomes of one task, or says why it stays as it is.
func (p *EffectPlan) change(e Effect, t Task, by Ruling) {
	why, _ := e.leaves(t)
	if why == "" {
		move, err := e.move(t, by)
		if err == nil && len(move.Changes) > 0 {
			p.Moves = append(p.Moves, move)
			p.Told = append(p.Told, move.Sentences()...)
			return
		}
		why = cmp.Or(fault.Sentence(err), "không có gì thay đổi")
	}
	p.Told = append(p.Told, t.Code+" giữ nguyên: "+strings.TrimSuffix(why, ".")+".")
}

// move returns what the effect makes of the task, by the same steps as anybody else takes.
func (e Effect) move(t Task, by Ruling) (PlannedMove, error) {
	if e.Kind == EffectLeadUnit {
		step, err := TaskFlow.Next(t.State, TaskReassign)
		if err != nil {
			return PlannedMove{}, err
		}
		to := Reassignment{LeadUnit: e.UnitID, KeepOld: true, Note: cut(by.Reason, 1000)}
		move, err := t.Reassign(step, to, by.By, t.Version, by.On)
		move.Becomes.LeadUnit = e.Unit
		return PlannedMove{TaskMove: move, From: t, KeepOld: to.KeepOld}, err
	}
	next := t
	if e.Kind == EffectDeadline {
		next.DueOn = e.DueOn
	} else {
		next = e.content(t)
	}
	move, err := t.Edit(next, t.Version)
	move.Note = by.Reason
	return PlannedMove{TaskMove: move, From: t}, err
}

// Sentences returns what the move does, made from its changes.
func (m PlannedMove) Sentences() []string {
	var told []string
	for _, change := range m.Changes {
		if sentence := m.says(change); sentence != "" {
			told = append(told, sentence)
		}
	}
	if slices.Contains(m.From.OtherUnits, m.Becomes.LeadUnitID) {
		told = append(told, m.Becomes.LeadUnit+" thôi phối hợp, theo dõi "+m.From.Code+" vì chuyển sang chủ trì.")
	}
	if m.KeepOld {
		told = append(told, m.From.LeadUnit+" bàn giao hồ sơ và phối hợp với đơn vị chủ trì mới.")
	}
	return told
}

// says returns the sentence about one change; "" for the state of a task that goes to another unit, which that sentence tells.
func (m PlannedMove) says(c Change) string {
	code := m.From.Code
	switch c.Field {
	case "due_on":
		return "Hạn của " + code + " đổi từ " + changedDay(c.From) + " thành " + changedDay(c.To) + "."
	case "lead_unit":
		return "Chủ trì " + code + " chuyển từ " + m.From.LeadUnit + " sang " + m.Becomes.LeadUnit + "; đơn vị mới phải tiếp nhận."
	case "officer":
		return m.From.Officer + " thôi là người xử lý " + code + "."
	case "description":
		return "Nội dung của " + code + " đổi thành: “" + viet.Normalise(c.To) + "”."
	case "deliverable":
		return "Sản phẩm của " + code + " đổi thành: " + strings.Join(namedDeliverables(c.To), "; ") + "."
	default:
		return ""
	}
}

func changedDay(text string) string {
	on, err := calendar.Parse(text)
	if err != nil {
		return "không có hạn"
	}
	return on.Vietnamese()
}

// instructed returns the task that the instruction becomes: given to the unit, in the area of the first task.
func (e Effect) instructed(tasks []Task, by Ruling) Task {
	given := Task{
		Title: titleOf(e.Body), Description: e.Body, PlanYear: by.On.Year(), State: TaskAssigned, Deliverable: e.Deliverable,
		Deadline:   Deadline{DeadlineKind: DeadlineFixed, DueOn: e.DueOn, OriginalDueOn: e.DueOn},
		Assignment: Assignment{LeadUnitID: e.UnitID, LeadUnit: e.Unit, AssignedOn: by.On},
	}
	if given.Title == given.Description {
		given.Description = ""
	}
	if len(tasks) > 0 {
		given.Area = tasks[0].Area
	}
	return given
}

// titleOf returns the first line of the text, cut to what a title may be at ease.
func titleOf(text string) string {
	first, _, _ := strings.Cut(text, "\n")
	return cut(viet.Normalise(first), 200)
}

// cut returns the text, shortened to at most so many letters with an ellipsis.
func cut(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return strings.TrimSpace(string(letters[:most-1])) + "…"
}

func (p *EffectPlan) give(task Task, unit string) {
	p.Given = append(p.Given, task)
	what := cmp.Or(task.Description, task.Title)
	sentence := "Giao " + unit + ": “" + viet.Normalise(what) + "”, chậm nhất ngày " + task.DueOn.Vietnamese() + "; thành một nhiệm vụ mới."
	p.Told = append(p.Told, sentence)
	if named := namedDeliverables(task.Deliverable); len(named) > 0 {
		p.Told = append(p.Told, "Sản phẩm của nhiệm vụ mới: "+strings.Join(named, "; ")+".")
	}
}

func (p *EffectPlan) refer(letter Referral) {
	p.Letters = append(p.Letters, letter)
	p.Told = append(p.Told, "Báo cáo "+letter.Addressee+": “"+viet.Normalise(letter.Asks)+"”; cần trả lời trước ngày "+
		letter.AnswerBy.Vietnamese()+", theo dõi đến khi có trả lời.")
}
