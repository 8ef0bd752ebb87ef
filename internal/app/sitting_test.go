package app_test

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// sat has a card with the effect before the director on the agenda of a meeting of today.
func sat(t *testing.T, effect reform.EffectKind) (*small.Department, reform.Task, reform.Obstacle, reform.Meeting) {
	t.Helper()
	d := small.Build(t)
	task, obstacle := d.Blocked(d.Science, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Số liệu"})
	card := d.Escalated(small.Options(d.Effect(effect)), obstacle)
	return d, task, obstacle, d.Held(card)
}

func TestDecisionSpokenInTheMeetingHoldsAtOnceUnderBothNames(t *testing.T) {
	t.Parallel()
	d, task, o, meeting := sat(t, reform.EffectDeadline)
	in := d.Noting(meeting, 1)
	if err := d.App.NoteDecision(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	said := d.Leader.Name + " quyết định tại cuộc họp " + meeting.Code + ", Văn phòng ghi: " + d.Clerk.Name
	card, scope := d.ReadCard(o.Code), policy.See(d.Clerk.Actor, policy.TaskRead)
	if card.State != reform.CardDecided || card.DecidedBy != d.Leader.Person || card.Said(card.Decider) != said || d.ReadObstacle(o.Code).State != reform.ObstacleDecided {
		t.Errorf("the card is %+v", card)
	}
	ledger, err := d.DB.DeadlineChanges(t.Context(), scope, task.ID, 10)
	last := ledger[len(ledger)-1]
	if err != nil || d.Read(task.Code).DueOn != d.Effect(reform.EffectDeadline).DueOn || last.Actor != d.Clerk.Name || !strings.Contains(last.Reason, said) ||
		last.Action != string(policy.ObstacleNote) {
		t.Errorf("the ledger says %+v (%v)", last, err)
	}
	steps, err := d.DB.ObstacleSteps(t.Context(), scope, o.ID, 50)
	if step := steps[len(steps)-1]; err != nil || step.Said(step.Decider) != said || step.Actor != d.Clerk.Name {
		t.Errorf("the last step is %+v (%v)", step, err)
	}
	if item := d.Agenda(meeting)[0]; item.Said(item.Decider) != said {
		t.Errorf("the agenda says %+v", item)
	}
	lines, err := d.App.InstructionList(t.Context(), d.Leader.Actor, reform.InstructionFilter{Today: d.App.Today(), Page: 1})
	if err != nil || len(lines.Lines) != 1 || lines.Lines[0].Said(lines.Lines[0].Leader) != said {
		t.Errorf("the leader's instructions are %+v (%v)", lines.Lines, err)
	}
	notices := noticesOf(t, d, d.Leader)
	if notices[0].Kind != reform.NoticeDecision || !strings.Contains(notices[0].Title, "Văn phòng đã ghi quyết định của "+d.Leader.Name) || notices[0].Name != o.Code || !strings.Contains(notices[0].Body, in.Direction) {
		t.Errorf("the leader hears %+v", notices)
	}
	if heard := noticesOf(t, d, d.Science.Head); !strings.Contains(heard[0].Body, said) {
		t.Errorf("the unit hears %+v", heard)
	}
	refused(t, "typed in twice", d.App.NoteDecision(t.Context(), d.Clerk.Actor, in), fault.Conflict, "")
}

func TestEveryEffectOfADecisionIsTypedInAsALeaderWouldIssueIt(t *testing.T) {
	t.Parallel()
	d, task, _, meeting := sat(t, reform.EffectRefuse)
	instruction := d.Effect(reform.EffectInstruction)
	in := d.NotingThus(meeting, reform.Decision{Choice: reform.OwnChoice, Own: d.Effect(reform.EffectLeadUnit), Instruction: &instruction, Direction: "Chuyển đơn vị."})
	if err := d.App.NoteDecision(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	if now := d.Read(task.Code); now.LeadUnitID != d.Units.Digital.ID {
		t.Errorf("the task is led by %s", now.LeadUnit)
	}
	_, o := d.Blocked(d.Science)
	again := d.Held(d.Escalated(small.Options(d.Effect(reform.EffectRefer)), o))
	if err := d.App.NoteDecision(t.Context(), d.Clerk.Actor, d.Noting(again, 1)); err != nil {
		t.Errorf("a letter to those above: %v", err)
	}
}

func TestAuthorityStaysWithTheLeaderInTheChairOfTheMeetingBeingHeld(t *testing.T) {
	t.Parallel()
	d, _, _, meeting := sat(t, reform.EffectDeadline)
	in := d.Noting(meeting, 1)
	for _, who := range []small.Member{d.Science.Head, d.Science.Officer, d.Leader, d.Observer, d.Admin} {
		if err := d.App.NoteDecision(t.Context(), who.Actor, in); err == nil || fault.KindOf(err) != fault.Forbidden && fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s types in a decision: %v", who.Username, err)
		}
	}
	matter := d.AgendaItem(meeting, reform.AgendaWriting{Kind: reform.AgendaMatter, Title: "Tổng kết năm"})
	other := in
	other.Item = matter.ID
	refused(t, "what is no card", d.App.NoteDecision(t.Context(), d.Clerk.Actor, other), fault.Conflict, "không phải phiếu trình")
	other.Item = 999999
	refused(t, "what is not on the agenda", d.App.NoteDecision(t.Context(), d.Clerk.Actor, other), fault.NotFound, "")
	chaired := func(by small.Member) {
		now := d.ReadMeeting(meeting.Code)
		plan := now.Plan()
		plan.ChairID = by.Person
		if err := d.App.EditMeeting(t.Context(), d.Clerk.Actor, app.EditMeeting{Code: now.Code, Seen: now.Version, Plan: plan}); err != nil {
			t.Fatal(err)
		}
	}
	chaired(d.ViceLeader) // in charge of other areas
	refused(t, "out of the chair's areas", d.App.NoteDecision(t.Context(), d.Clerk.Actor, in), fault.Forbidden, "người khác phụ trách")
	chaired(d.Chief)
	refused(t, "a chair who is no leader", d.App.NoteDecision(t.Context(), d.Clerk.Actor, in), fault.Forbidden, "người khác phụ trách")
	chaired(d.Leader)
	stale := in
	stale.Seen--
	refused(t, "a stale page", d.App.NoteDecision(t.Context(), d.Clerk.Actor, stale), fault.Conflict, "")
	unseen := in
	unseen.Shown = reform.Shown{}
	refused(t, "unseen", d.App.NoteDecision(t.Context(), d.Clerk.Actor, unseen), fault.Invalid, "Khi ban hành")
	d.Clock.Advance(24 * time.Hour)
	refused(t, "the day after", d.App.NoteDecision(t.Context(), d.Clerk.Actor, in), fault.Conflict, "Chỉ ghi quyết định trong ngày họp")
	d.Clock.Advance(-24 * time.Hour)
	d.Conclude(d.FreezeMeeting(meeting))
	refused(t, "after its end", d.App.NoteDecision(t.Context(), d.Clerk.Actor, in), fault.Conflict, "đã kết luận")
}

func noticesOf(t *testing.T, d *small.Department, who small.Member) []reform.Notice {
	t.Helper()
	list, err := d.App.Notices(t.Context(), who.Actor, 1)
	if err != nil || len(list.Notices) == 0 {
		t.Fatalf("%s hears %v (%v)", who.Username, list.Notices, err)
	}
	return list.Notices
}
