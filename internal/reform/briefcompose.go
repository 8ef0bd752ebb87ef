package reform

import (
	"fmt"
	"strings"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/viet"
)

// WaitedCard is a card that waits for a leader's decision.
type WaitedCard struct {
	Obstacle  string // the code of its first obstacle
	Question  string
	Proposed  string
	Unit      string
	Leader    string
	SentAt    time.Time
	HeldTasks int
}

// SilentNudge is a nudge that its unit should have answered by now, with how many of its tasks it said nothing of.
type SilentNudge struct {
	Code     string
	Unit     string
	Tasks    int
	AnswerBy time.Time
}

// BriefGround is all that a brief is made of, as of one instant.
type BriefGround struct {
	Meeting   Meeting
	At        time.Time
	Author    string
	Before    *Brief // what was frozen for the meeting before; nil for the first
	Since     time.Time
	Now, Then Figures
	Held      [2]ObstacleFigures // now and then
	Units     []Unit
	Changes   []News
	Counts    []NewsCount
	Cards     []WaitedCard
	Concluded []Conclusion // in the meeting before
	Agenda    []AgendaItem
	Nudges    []SilentNudge
	Ahead     BriefAhead
	Days      calendar.Days
}

// ChangesMost is how many changes a brief lists before the Office moves any out.
const ChangesMost = 20

// Compose makes the brief of what was read. What it compares with is what the meeting before was told, not what became of it since.
func (g BriefGround) Compose() Brief {
	m := g.Meeting
	b := Brief{
		Meeting: BriefMeeting{Code: m.Code, Series: m.Series, SitsAt: m.SitsAt, Place: m.Place, Chair: m.Chair},
		At:      g.At, Since: g.Since, Author: g.Author, Counts: g.Counts, Ahead: g.Ahead,
	}
	b.Numbers = BriefNumbers{
		Now: g.Now.Sum(DueNow, nil), First: g.Now.Sum(DueOriginal, nil), Before: g.Then.Sum(DueNow, nil), FirstBefore: g.Then.Sum(DueOriginal, nil),
	}
	b.Numbers.Open.Now, b.Numbers.Wait.Now = g.Held[0].Sum(nil)
	b.Numbers.Open.Before, b.Numbers.Wait.Before = g.Held[1].Sum(nil)
	if before := g.Before; before != nil {
		b.SinceCode = before.Code
		b.Numbers.Before, b.Numbers.FirstBefore = before.Numbers.Now, before.Numbers.First
		b.Numbers.Wait.Before, b.Numbers.Open.Before = before.Numbers.Wait.Now, before.Numbers.Open.Now
	}
	b.Units, b.Areas = g.byUnit(), g.byArea()
	g.tell(&b)
	b.Questions = questionsOf(m.Questions)
	if len(b.Questions) == 0 {
		b.Questions = b.ToAsk()
	}
	return b
}

// tell adds the lines of the brief.
func (g BriefGround) tell(b *Brief) {
	today := calendar.DateOf(g.At)
	for _, c := range g.Cards {
		b.Decide = append(b.Decide, BriefDecision{
			Key: "card:" + c.Obstacle, Obstacle: c.Obstacle, Question: c.Question, Proposed: strings.TrimRight(c.Proposed, ". "), Unit: c.Unit, Leader: c.Leader,
			Waited: g.Days.WorkingBetween(calendar.DateOf(c.SentAt), today), HeldTasks: c.HeldTasks,
		})
	}
	for _, c := range g.Concluded {
		if c.Kind == ConclusionTask {
			b.Promised = append(b.Promised, promiseOf(c, today))
		}
	}
	for _, n := range g.Changes[:min(len(g.Changes), ChangesMost)] {
		b.Changes = append(b.Changes, changeOf(n))
	}
	for _, count := range g.Counts {
		b.More += count.N
	}
	b.More = max(b.More-len(b.Changes), 0)
	for _, item := range g.Agenda {
		if item.Kind == AgendaUnit && item.AnsweredAt == nil && !g.Meeting.AnswerBy.After(g.At) {
			b.Silent = append(b.Silent, BriefSilence{
				Key: fmt.Sprintf("item:%d", item.ID), Unit: item.Unit, Asked: item.Ask, By: calendar.DateOf(g.Meeting.AnswerBy),
			})
		}
	}
	for _, n := range g.Nudges {
		asked := "Nhắc việc " + n.Code + " về " + viet.Int(n.Tasks) + " nhiệm vụ"
		b.Silent = append(b.Silent, BriefSilence{Key: "nudge:" + n.Code, Unit: n.Unit, Asked: asked, By: calendar.DateOf(n.AnswerBy)})
	}
}

func promiseOf(c Conclusion, today calendar.Date) BriefPromise {
	p := BriefPromise{Key: fmt.Sprintf("promise:%d", c.ID), Text: cut(c.Text, 300), Unit: c.Unit, Task: c.Task, DueOn: c.DueOn}
	p.Class = TimelinessOf(c.TaskState, c.DueOn, c.CompletedOn, today)
	if c.TaskState == TaskCompleted {
		p.DoneOn = c.CompletedOn
	}
	return p
}

func changeOf(n News) BriefChange {
	c := BriefChange{Key: string(n.Kind) + ":" + n.Code, Kind: n.Kind, Code: n.Code, Title: n.Title, Unit: n.Unit}
	day := func(d calendar.Date) string {
		if d.IsZero() {
			return "không thời hạn"
		}
		return d.Vietnamese()
	}
	switch n.Kind {
	case NewsDeadline:
		c.Detail = day(n.WasDueOn) + " → " + day(n.DueOn)
	case NewsReassigned:
		c.Detail = "trước là " + n.WasUnit
	case NewsBlocked, NewsLifted:
		c.Detail = n.Task
	case NewsOverdue, NewsGiven:
		c.Detail = "hạn " + day(n.DueOn)
	}
	return c
}

// byUnit returns the units that have any tasks, in their own order.
func (g BriefGround) byUnit() []BriefRow {
	now, first := g.Now.ByUnit(DueNow), g.Now.ByUnit(DueOriginal)
	var rows []BriefRow
	for _, unit := range g.Units {
		if _, some := now[unit.ID]; some {
			rows = append(rows, BriefRow{ID: unit.ID, Name: unit.Name, Now: now[unit.ID], First: first[unit.ID]})
		}
	}
	return rows
}

// byArea returns the areas that have any tasks, in the order of the directive.
func (g BriefGround) byArea() []BriefRow {
	now, first := g.Now.ByArea(DueNow), g.Now.ByArea(DueOriginal)
	var rows []BriefRow
	for _, area := range Areas() {
		if _, some := now[area]; some {
			rows = append(rows, BriefRow{ID: int64(area), Name: area.Short(), Now: now[area], First: first[area]})
		}
	}
	return rows
}

// QuestionsShown is how many questions a brief asks at most.
const QuestionsShown = 5

// questionsOf returns the questions as the Office wrote them, a line each.
func questionsOf(text string) []string {
	var questions []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && len(questions) < QuestionsShown {
			questions = append(questions, line)
		}
	}
	return questions
}

// ToAsk proposes what the leader may ask, by plain rules: of the unit with the most overdue tasks, of the card that waits longest, of
// the word that was not kept; where none of the last kind is, of the unit that did not answer.
func (b Brief) ToAsk() []string {
	var questions []string
	var worst BriefRow
	for _, row := range b.Units {
		if row.Now.Overdue > worst.Now.Overdue {
			worst = row
		}
	}
	if worst.Now.Overdue > 0 {
		questions = append(questions, worst.Name+" có "+viet.Int(worst.Now.Overdue)+" nhiệm vụ quá hạn, nhiều nhất Sở: vì sao chậm, bao giờ xong?")
	}
	var oldest BriefDecision
	for _, d := range b.Decide {
		if oldest.Obstacle == "" || d.Waited > oldest.Waited {
			oldest = d
		}
	}
	if oldest.Obstacle != "" {
		questions = append(questions, oldest.Obstacle+" của "+oldest.Unit+" chờ "+viet.Int(oldest.Waited)+" ngày làm việc: còn thiếu gì để quyết hôm nay?")
	}
	for _, p := range b.Promised {
		if p.Class == OpenOverdue {
			return append(questions, p.Unit+" được giao kỳ trước, hạn "+p.DueOn.Vietnamese()+" chưa xong: “"+cut(p.Text, 80)+"”. Vướng ở đâu?")
		}
	}
	if len(b.Silent) > 0 {
		questions = append(questions, b.Silent[0].Unit+" chưa trả lời: “"+cut(b.Silent[0].Asked, 80)+"”. Tình hình thế nào?")
	}
	return questions
}
