package app_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

var signings = []reform.CompletionAct{reform.CompletionApprove, reform.CompletionReturn, reform.CompletionAccept}

// kept are the states in which a completion report lies in the database.
var kept = []reform.ReportState{reform.ReportSubmitted, reform.ReportReturned, reform.ReportApproved, reform.ReportAccepted}

// written is a completion report with the task it is about.
type written struct {
	report reform.Report
	task   reform.Task
}

// newestReport returns the task's newest report.
func newestReport(t *testing.T, d *small.Department, task reform.Task) written {
	t.Helper()
	return written{reports(t, d, task)[0], d.Read(task.Code)}
}

// Each step of signing off, by each role, on each kind of report in each state: it is taken exactly when policy and the flow
// say so, and what is offered is exactly what can be taken.
func TestSigningOffIsTheTruth(t *testing.T) {
	t.Parallel()
	for _, state := range kept {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			beside := reform.TaskUnit{UnitID: d.Units.Science.ID, Part: reform.Cooperating}
			byHead := d.Science
			byHead.Officer = d.Science.Head
			for name, make := range map[string]func() reform.Task{
				"science's":                   func() reform.Task { return d.CompletionIn(state, d.Science) },
				"science's, by its head":      func() reform.Task { return d.SignedBy(state, byHead, d.Leader) },
				"digital's with science near": func() reform.Task { return d.CompletionIn(state, d.Digital, beside) },
				"the centre's":                func() reform.Task { return d.CompletionIn(state, d.Centre) },
			} {
				trySigning(t, d, name, make)
			}
		})
	}
}

func trySigning(t *testing.T, d *small.Department, name string, make func() reform.Task) {
	t.Helper()
	w := newestReport(t, d, make())
	for _, who := range append(cast(d), d.SecondClerk, d.Digital.Head) {
		shown := app.CompletionOffers(who.Actor, w.task, w.report)
		for _, act := range signings {
			claim := fmt.Sprintf("%s (%v), %s of %s report in %s", who.Username, who.Roles, act, name, w.report.State)
			offered := slices.ContainsFunc(shown, func(o app.CompletionOffer) bool { return o.Act == act && o.Reason == "" })
			if trySign(t, d, claim, who, w, act, offered) {
				w = newestReport(t, d, make())
			}
		}
	}
}

// trySign plays one claim and reports whether the report has moved.
func trySign(t *testing.T, d *small.Department, claim string, who small.Member, w written, act reform.CompletionAct, offered bool) bool {
	t.Helper()
	wanted := signingRefusals(who, w, act)
	before := lines(t, d)
	_, err := d.App.SignOff(t.Context(), who.Actor, app.SignOff{Report: w.report.ID, Act: act, Seen: w.report.Version, Note: "Theo hồ sơ."})
	now := newestReport(t, d, w.task)
	seen := fault.KindOf(err) != fault.NotFound
	if seen && offered != (err == nil) {
		t.Errorf("%s: offered %v, answered %v", claim, offered, err)
	}
	if len(wanted) > 0 {
		if err == nil || !slices.Contains(wanted, fault.KindOf(err)) || now.report.Version != w.report.Version || lines(t, d) != before {
			t.Errorf("%s: %v, want one of %v; %d lines more", claim, err, wanted, lines(t, d)-before)
		}
		return now.report.Version != w.report.Version
	}
	step, _ := reform.CompletionFlow.Next(w.report.State, act)
	task := map[reform.CompletionAct]reform.TaskState{
		reform.CompletionApprove: reform.TaskSubmitted, reform.CompletionReturn: reform.TaskInProgress, reform.CompletionAccept: reform.TaskCompleted,
	}[act]
	if err != nil || now.report.State != step.To || now.report.Version != w.report.Version+1 || now.task.State != task {
		t.Errorf("%s: %s of a task in %s (%v)", claim, now.report.State, now.task.State, err)
	}
	return true
}

func signingRefusals(who small.Member, w written, act reform.CompletionAct) []fault.Kind {
	if _, err := policy.Allow(who.Actor, policy.TaskRead, w.task.Subject()); err != nil {
		return []fault.Kind{fault.NotFound}
	}
	step, err := reform.CompletionFlow.Next(w.report.State, act)
	if err != nil {
		return []fault.Kind{fault.Conflict}
	}
	if _, err := policy.Allow(who.Actor, step.Needs, w.report.Subject(w.task)); err != nil {
		return []fault.Kind{fault.Forbidden}
	}
	return nil
}

// Who may, said by name: the table above would agree with a policy that is wrong.
func TestHeadApprovesAndOfficeAcceptsButNeverTheirOwn(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	byHead := d.Science
	byHead.Officer = d.Science.Head
	for _, c := range []struct {
		claim string
		task  reform.Task
		act   reform.CompletionAct
		may   []small.Member
	}{
		{"what an officer sent", d.Submitted(d.Science), reform.CompletionApprove, []small.Member{d.Science.Head, d.Leader, d.ViceLeader}},
		{"what the head sent", d.SignedBy(reform.ReportSubmitted, byHead, d.Leader), reform.CompletionApprove, []small.Member{d.Leader, d.ViceLeader}},
		{"what the centre sent", d.Submitted(d.Centre), reform.CompletionApprove, []small.Member{d.Centre.Head, d.Branch.Head, d.Leader, d.ViceLeader}},
		{"what the head approved", d.Approved(d.Science), reform.CompletionAccept, []small.Member{d.Clerk, d.SecondClerk, d.Chief}},
		{"what the head approved, back", d.Approved(d.Science), reform.CompletionReturn, []small.Member{d.Clerk, d.SecondClerk, d.Chief}},
	} {
		w := newestReport(t, d, c.task)
		for _, who := range d.Everybody() {
			want := slices.ContainsFunc(c.may, func(m small.Member) bool { return m.Person == who.Person })
			got := slices.ContainsFunc(app.CompletionOffers(who.Actor, w.task, w.report), func(o app.CompletionOffer) bool {
				return o.Act == c.act && o.Reason == ""
			})
			if got != want {
				t.Errorf("%s, %s by %s: %v", c.claim, c.act, who.Username, got)
			}
		}
	}
}

func TestWhoWroteItIsToldWhyTheyDoNotSign(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	byHead := d.Science
	byHead.Officer = d.Science.Head
	task := d.SignedBy(reform.ReportSubmitted, byHead, d.Leader)
	_, err := d.App.SignOff(t.Context(), d.Science.Head.Actor, d.SigningOff(task, reform.CompletionApprove))
	refused(t, "the head", err, fault.Forbidden, "không tự xác nhận")
	w := newestReport(t, d, task)
	offers := app.CompletionOffers(d.Science.Head.Actor, w.task, w.report)
	if len(offers) != 2 || offers[0].Reason != fault.Sentence(err) {
		t.Errorf("the head is offered %+v", offers)
	}
	both := d.Clerk
	both.Roles = []policy.Role{policy.Office, policy.Head}
	office := small.Team{Unit: d.Units.Office, Head: both, Officer: both}
	task = d.Complete(d.Move(d.Assigned(office), both, app.MoveTask{Act: reform.TaskAccept}), both)
	task = d.Sign(task, d.Leader, reform.CompletionApprove)
	_, err = d.App.SignOff(t.Context(), both.Actor, d.SigningOff(task, reform.CompletionAccept))
	refused(t, "the clerk who sent it", err, fault.Forbidden, "không tự xác nhận")
	if done := d.Sign(task, d.SecondClerk, reform.CompletionAccept); done.State != reform.TaskCompleted {
		t.Errorf("a colleague accepts: %s", done.State)
	}
}

func TestTaskIsCompletedOnTheDayOfTheReportFinallyAccepted(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Submitted(d.Science)
	d.Clock.Advance(24 * time.Hour)
	task = d.Sign(task, d.Science.Head, reform.CompletionReturn)
	if task.State != reform.TaskInProgress || !task.SubmittedOn.IsZero() || task.SubmittedBy != 0 {
		t.Fatalf("sent back, the task is %+v", task)
	}
	d.Clock.Set(task.DueOn.Start())
	sent := d.App.Today()
	task = d.Complete(task, d.Science.Officer)
	d.Clock.Advance(72 * time.Hour)
	task = d.Sign(task, d.Science.Head, reform.CompletionApprove)
	d.Clock.Advance(72 * time.Hour)
	task = d.Sign(task, d.Clerk, reform.CompletionAccept)
	if task.CompletedOn != sent || task.Percent != 100 || task.Timeliness(d.App.Today()) != reform.DoneOnTime {
		t.Errorf("completed on %s at %d%%: %s", task.CompletedOn, task.Percent, task.Timeliness(d.App.Today()))
	}
	if n := len(reports(t, d, task)); n != 2 {
		t.Errorf("%d reports: what was returned is edited, not added to", n)
	}
	report := newestReport(t, d, task).report
	if report.SubmittedOn != sent || report.ApprovedBy != d.Science.Head.Person || report.AcceptedBy != d.Clerk.Person || report.State != reform.ReportAccepted {
		t.Errorf("%+v", report)
	}
}

func TestReturnedReportDoesNotStopTheClock(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Approved(d.Science)
	d.Clock.Set(task.DueOn.AddDays(1).Start())
	task = d.Sign(task, d.Clerk, reform.CompletionReturn)
	task = d.Complete(task, d.Science.Officer)
	task = d.Sign(d.Sign(task, d.Science.Head, reform.CompletionApprove), d.Clerk, reform.CompletionAccept)
	if task.CompletedOn != d.App.Today() || task.Timeliness(d.App.Today()) != reform.DoneLate {
		t.Errorf("completed on %s: %s", task.CompletedOn, task.Timeliness(d.App.Today()))
	}
}

func TestReopenedTaskKeepsItsFirstCompletion(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.TaskIn(reform.TaskCompleted, d.Science)
	first := task.CompletedOn
	d.Clock.Advance(48 * time.Hour)
	task = d.Move(task, d.Chief, app.MoveTask{Act: reform.TaskReopen, Note: "Có kiến nghị."})
	task = d.Sign(d.Sign(d.Complete(task, d.Science.Officer), d.Science.Head, reform.CompletionApprove), d.Clerk, reform.CompletionAccept)
	past, err := d.DB.TaskAsOf(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID, small.Noon.Add(time.Hour))
	if err != nil || past.CompletedOn != first || task.CompletedOn != d.App.Today() {
		t.Errorf("first on %s (%v), now on %s", past.CompletedOn, err, task.CompletedOn)
	}
	completions := 0
	for _, report := range reports(t, d, task) {
		if report.State == reform.ReportAccepted {
			completions++
		}
	}
	if completions != 2 {
		t.Errorf("%d accepted reports", completions)
	}
}

func TestOfTwoWhoSignAtOnceOneIsTold(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Approved(d.Science)
	accepting, returning := d.SigningOff(task, reform.CompletionAccept), d.SigningOff(task, reform.CompletionReturn)
	answers := make(chan error, 2)
	sign := func(who policy.Actor, in app.SignOff) {
		_, err := d.App.SignOff(t.Context(), who, in)
		answers <- err
	}
	go sign(d.Clerk.Actor, accepting)
	go sign(d.SecondClerk.Actor, returning)
	first, second := <-answers, <-answers
	if (first == nil) == (second == nil) {
		t.Fatalf("%v and %v", first, second)
	}
	for _, err := range []error{first, second} {
		if err != nil && fault.KindOf(err) != fault.Conflict {
			t.Errorf("the second is told %v", err)
		}
	}
}

func TestSigningOffIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	in := d.SigningOff(d.Submitted(d.Science), reform.CompletionReturn)
	try := func(change func(*app.SignOff)) error {
		changed := in
		change(&changed)
		_, err := d.App.SignOff(t.Context(), d.Science.Head.Actor, changed)
		return err
	}
	refused(t, "no reason", try(func(s *app.SignOff) { s.Note = "" }), fault.Invalid, "ly_do")
	refused(t, "a stale page", try(func(s *app.SignOff) { s.Seen-- }), fault.Conflict, "vừa được người khác thay đổi")
	refused(t, "an unknown report", try(func(s *app.SignOff) { s.Report = 999999 }), fault.NotFound, "Không tìm thấy")
	refused(t, "sending by this way", try(func(s *app.SignOff) { s.Act = reform.CompletionSubmit }), fault.Invalid, "Gửi hoàn thành")
	refused(t, "too early for the Office", try(func(s *app.SignOff) { s.Act = reform.CompletionAccept }), fault.Conflict, "trạng thái hiện tại")
	update := d.Report(d.InProgress(d.Science), d.Science.Officer, 40)
	refused(t, "a report of progress", try(func(s *app.SignOff) { s.Report, s.Seen = update.ID, 1 }), fault.NotFound, "Không tìm thấy")
}

func TestManyAreSignedOffEachByItself(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, two, other := d.Submitted(d.Science), d.Submitted(d.Science), d.Submitted(d.Digital)
	each := []app.SignOff{d.SigningOff(one, reform.CompletionApprove), d.SigningOff(two, reform.CompletionApprove), d.SigningOff(other, reform.CompletionApprove)}
	each[1].Seen = 9
	done := d.App.SignOffEach(t.Context(), d.Science.Head.Actor, each)
	if len(done) != 3 || done[0].Err != nil || done[0].Code != one.Code || done[1].Code != two.Code {
		t.Fatalf("%+v", done)
	}
	refused(t, "a stale one", done[1].Err, fault.Conflict, "vừa được người khác")
	refused(t, "another unit's", done[2].Err, fault.NotFound, "Không tìm thấy")
	for _, c := range []struct {
		task reform.Task
		want reform.ReportState
	}{{one, reform.ReportApproved}, {two, reform.ReportSubmitted}, {other, reform.ReportSubmitted}} {
		if got := d.UnderWay(c.task).State; got != c.want {
			t.Errorf("%s is %s", c.task.Code, got)
		}
	}
}

func TestDeputySignsInBothNames(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Submitted(d.Science)
	deputy := d.Science.Head
	deputy.Person, deputy.Name, deputy.For, deputy.ForName = d.Colleague.Person, d.Colleague.Name, d.Science.Head.Person, d.Science.Head.Name
	d.Sign(task, deputy, reform.CompletionApprove)
	if e := newest(t, d, 1)[0]; e.Actor != d.Colleague.Name || e.For != d.Science.Head.Name || e.Action != "report.approve" || e.ObjectName != task.Code {
		t.Errorf("%+v", e)
	}
	task = d.InProgress(d.Science)
	d.Complete(task, deputy)
	report := newestReport(t, d, task).report
	if report.Author != d.Colleague.Name || report.For != d.Science.Head.Name {
		t.Errorf("written by %q for %q", report.Author, report.For)
	}
	_, err := d.App.SignOff(t.Context(), d.Science.Head.Actor, d.SigningOff(task, reform.CompletionApprove))
	refused(t, "the head it was written for", err, fault.Forbidden, "không tự xác nhận")
}
