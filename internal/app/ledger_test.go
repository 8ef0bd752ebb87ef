package app_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// life is one task and the chances that decide what happens to it, the same in whatever order tasks take their turns.
type life struct {
	code   string
	chance *rand.Rand
}

// turn does to the task one thing that its state takes, by whoever may do it; some turns pass.
func (l life) turn(t *testing.T, d *small.Department) {
	t.Helper()
	task := d.Read(l.code)
	n := l.chance.IntN(100)
	later := d.App.Today().AddDays(1 + l.chance.IntN(25))
	team := d.Science
	if task.LeadUnitID == d.Units.Digital.ID {
		team = d.Digital
	}
	other := map[int64]int64{d.Units.Science.ID: d.Units.Digital.ID, d.Units.Digital.ID: d.Units.Science.ID}[task.LeadUnitID]
	move := func(by small.Member, in app.MoveTask) { d.Move(task, by, in) }
	switch {
	case task.State == reform.TaskDraft || task.State == reform.TaskDeclined:
		in := d.Assignment(task, d.Science)
		in.DueOn = later
		l.must(t, d.App.AssignTask(t.Context(), d.Clerk.Actor, in))
	case task.State == reform.TaskAssigned && n < 70:
		move(team.Head, app.MoveTask{Act: reform.TaskAccept, Officer: team.Officer.Person})
	case task.State == reform.TaskAssigned && n < 85:
		move(team.Head, app.MoveTask{Act: reform.TaskDecline, Note: "Không đúng chức năng."})
	case task.State == reform.TaskInProgress && n < 30 && task.OfficerID != 0:
		l.extend(t, d, task, team)
	case task.State == reform.TaskInProgress && n < 45:
		move(d.Clerk, app.MoveTask{Act: reform.TaskSuspend, Note: "Chờ."})
	case task.State == reform.TaskInProgress && n < 60 && other != 0:
		to := reform.Reassignment{LeadUnit: other, Note: "Đúng chức năng.", KeepOld: n%2 == 0}
		if n%3 == 0 {
			to.DueOn = later
		}
		l.must(t, d.App.ReassignTask(t.Context(), d.Clerk.Actor, app.ReassignTask{Code: l.code, Seen: task.Version, To: to}))
	case task.State == reform.TaskInProgress && n < 85 && task.OfficerID != 0:
		d.Complete(task, team.Officer)
	case task.State == reform.TaskSubmitted:
		l.signOff(t, d, task, team, n)
	case task.State == reform.TaskCompleted && n < 10:
		move(d.Chief, app.MoveTask{Act: reform.TaskReopen, Note: "Thiếu số liệu."})
	case task.State == reform.TaskSuspended && n < 60:
		in := app.MoveTask{Act: reform.TaskResume}
		if n < 30 {
			in.DueOn = later
		}
		move(d.Clerk, in)
	case task.State.Open() && n > 96:
		move(d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Thôi."})
	}
}

// extend has the team's officer ask, and a leader grant another day or nobody at all.
func (l life) extend(t *testing.T, d *small.Department, task reform.Task, team small.Team) {
	t.Helper()
	form, err := d.App.ExtensionForm(t.Context(), team.Officer.Actor, l.code)
	l.must(t, err)
	proposed := d.App.Today().AddDays(40 + l.chance.IntN(20))
	if form.Closed != "" || !proposed.After(task.DueOn) {
		return
	}
	id, err := d.App.RequestExtension(t.Context(), team.Officer.Actor, app.RequestExtension{Code: l.code, ProposedOn: proposed, Reason: "Chờ."})
	l.must(t, err)
	d.Decide(id, team.Head, reform.ExtensionSign)
	if l.chance.IntN(4) == 0 {
		d.Decide(id, d.Chief, reform.ExtensionRefuse)
		return
	}
	in := d.Decision(id, reform.ExtensionGrant)
	in.On = proposed.AddDays(l.chance.IntN(5))
	l.must(t, d.App.DecideExtension(t.Context(), d.Leader.Actor, in))
}

// signOff has the head approve or send back what was sent, and the Office accept or send back what was approved.
func (l life) signOff(t *testing.T, d *small.Department, task reform.Task, team small.Team, n int) {
	t.Helper()
	by, act := team.Head, reform.CompletionApprove
	if d.UnderWay(task).State == reform.ReportApproved {
		by, act = d.Clerk, reform.CompletionAccept
	}
	if n < 20 {
		act = reform.CompletionReturn
	}
	d.Sign(task, by, act)
}

func (l life) must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", l.code, err)
	}
}

// live lets tasks live for some days, taking their turns each day in an order of its own.
func live(t *testing.T, seed, order uint64, tasks, days int) (*small.Department, []life) {
	t.Helper()
	d := small.Build(t)
	shuffle := rand.New(rand.NewPCG(seed, order))
	var lives []life
	for n := range tasks {
		lives = append(lives, life{d.Draft().Code, rand.New(rand.NewPCG(seed, uint64(n)+1000))})
	}
	for range days {
		turns := shuffle.Perm(len(lives))
		for _, n := range turns {
			d.Clock.Advance(time.Minute)
			lives[n].turn(t, d)
		}
		d.Clock.Set(d.App.Today().AddDays(1 + int(seed%3)).Start().Add(9 * time.Hour))
	}
	return d, lives
}

// classes counts the tasks of each class, measured against the basis, and all that are counted.
func classes(t *testing.T, d *small.Department, basis reform.DueBasis) (counts map[reform.Timeliness]int, total int) {
	t.Helper()
	counts = map[reform.Timeliness]int{}
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	for _, class := range reform.Timelinesses() {
		n, err := d.DB.CountTasks(t.Context(), scope, reform.TaskFilter{Timeliness: class, Basis: basis, Today: d.App.Today()})
		if err != nil {
			t.Fatal(err)
		}
		counts[class] = n
	}
	for _, state := range reform.TaskStates() {
		if state == reform.TaskDraft || state == reform.TaskCancelled {
			continue
		}
		n, err := d.DB.CountTasks(t.Context(), scope, reform.TaskFilter{State: state, Today: d.App.Today()})
		if err != nil {
			t.Fatal(err)
		}
		total += n
	}
	return counts, total
}

// The four classes and the standing duties sum to the total, whichever deadline counts, and only what happened to each task
// decides them, never in which order tasks took their turns.
func TestClassesSumToTheTotalWhateverOrderTasksTakeTheirTurns(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	one, _ := live(t, seed, 1, 12, 20)
	other, _ := live(t, seed, 2, 12, 20)
	for _, basis := range []reform.DueBasis{reform.DueNow, reform.DueOriginal} {
		counts, total := classes(t, one, basis)
		again, totalAgain := classes(t, other, basis)
		sum := 0
		for _, n := range counts {
			sum += n
		}
		if sum != total || total != totalAgain || fmt.Sprint(counts) != fmt.Sprint(again) {
			t.Errorf("seed %d, against %q: %v of %d, and %v of %d in another order", seed, basis, counts, total, again, totalAgain)
		}
	}
}

// The ledger, the audit log and the history tell the same of each deadline, and none of them ever another first one.
func TestLedgerAuditAndHistoryAgree(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	d, lives := live(t, seed, 1, 6, 16)
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	for _, l := range lives {
		task := d.Read(l.code)
		ledger, err := d.DB.DeadlineChanges(t.Context(), scope, task.ID, 1000)
		l.must(t, err)
		past, err := d.DB.TaskHistory(t.Context(), scope, task.ID)
		l.must(t, err)
		var due, first calendar.Date
		var history []string
		for _, p := range past {
			if p.DueOn != due {
				history = append(history, due.String()+" to "+p.DueOn.String())
				due = p.DueOn
			}
			if !first.IsZero() && p.OriginalDueOn != first {
				t.Errorf("seed %d: %s was first due %s, then %s", seed, l.code, first, p.OriginalDueOn)
			}
			first = p.OriginalDueOn
		}
		var kept []string
		for i, c := range ledger {
			kept = append(kept, c.FromOn.String()+" to "+c.ToOn.String())
			if c.Actor == "" || i == 0 && c.ToOn != task.OriginalDueOn {
				t.Errorf("seed %d: %s has %+v in its ledger", seed, l.code, c)
			}
		}
		if fmt.Sprint(kept) != fmt.Sprint(history) || fmt.Sprint(kept) != fmt.Sprint(audited(t, d, task)) || due != task.DueOn {
			t.Errorf("seed %d: of %s the ledger tells %v, the history %v, the audit log %v", seed, l.code, kept, history, audited(t, d, task))
		}
	}
}

// audited are the changes of the task's deadline in the audit log, the oldest first.
func audited(t *testing.T, d *small.Department, task reform.Task) []string {
	t.Helper()
	events, err := d.DB.TaskAudit(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var changes []string
	for i := len(events) - 1; i >= 0; i-- {
		for _, c := range events[i].Changes {
			if c.Field == "due_on" {
				from, _ := calendar.Parse(c.From)
				to, _ := calendar.Parse(c.To)
				changes = append(changes, from.String()+" to "+to.String())
			}
		}
	}
	return changes
}

func TestFirstDeadlineCannotBeOverwritten(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	_, err := d.DB.Pool().Exec(t.Context(), `update task set original_due_on = original_due_on + 1 where id = $1`, task.ID)
	if err == nil || d.Read(task.Code).OriginalDueOn != task.OriginalDueOn {
		t.Errorf("the first deadline became %s (%v)", d.Read(task.Code).OriginalDueOn, err)
	}
}
