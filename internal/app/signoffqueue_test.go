package app_test

import (
	"slices"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// sentEverywhere is a report in each state of several units, of officers and of heads.
func sentEverywhere(t *testing.T, d *small.Department) []written {
	t.Helper()
	byHead := d.Science
	byHead.Officer = d.Science.Head
	beside := reform.TaskUnit{UnitID: d.Units.Science.ID, Part: reform.Cooperating}
	var all []written
	for _, state := range kept {
		for _, task := range []reform.Task{
			d.CompletionIn(state, d.Science), d.SignedBy(state, byHead, d.Leader), d.CompletionIn(state, d.Digital, beside), d.CompletionIn(state, d.Centre),
		} {
			all = append(all, newestReport(t, d, task))
			d.Clock.Advance(time.Minute)
		}
	}
	return all
}

// A queue holds exactly what its reader may sign off: for heads what Allow says, for leaders of that only what a head wrote.
func TestQueuesHoldWhatTheirReaderMaySignOff(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	all := sentEverywhere(t, d)
	people := append(d.Everybody(), deputyOf(d))
	for _, who := range people {
		approve, verify := []int64{}, []int64{}
		for _, w := range all {
			byHead := w.report.AuthorID == d.Science.Head.Person
			if may(who, policy.ReportApprove, w) && w.report.State == reform.ReportSubmitted && (who.Reach(policy.ReportApprove) < policy.All || byHead) {
				approve = append(approve, w.report.ID)
			}
			if may(who, policy.ReportAccept, w) && w.report.State == reform.ReportApproved {
				verify = append(verify, w.report.ID)
			}
		}
		first, err := d.App.ToApprove(t.Context(), who.Actor, 1)
		second, other := d.App.ToVerify(t.Context(), who.Actor, 1)
		if err != nil || other != nil || !slices.Equal(ids(first), approve) || !slices.Equal(ids(second), verify) {
			t.Errorf("%s (%v) approves %v, want %v; verifies %v, want %v (%v, %v)", who.Username, who.Roles, ids(first), approve, ids(second), verify, err, other)
		}
		for _, line := range append(first.Lines, second.Lines...) {
			if len(first.Evidence[line.ID])+len(second.Evidence[line.ID]) == 0 {
				t.Errorf("%s sees no evidence of %s", who.Username, line.Code)
			}
		}
	}
}

// deputyOf is the digital division's officer standing in for the science division's head.
func deputyOf(d *small.Department) small.Member {
	deputy := d.Science.Head
	deputy.Person, deputy.For, deputy.Username = d.Digital.Officer.Person, d.Science.Head.Person, "the deputy"
	return deputy
}

func may(who small.Member, action policy.Action, w written) bool {
	_, err := policy.Allow(who.Actor, action, w.report.Subject(w.task))
	return err == nil
}

func ids(queue app.SignOffQueue) []int64 {
	out := []int64{}
	for _, line := range queue.Lines {
		out = append(out, line.ID)
	}
	return out
}

func TestQueueIsPagedOldestFirstWithTheReportBefore(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for range reform.QueueSize + 2 {
		d.Submitted(d.Science)
		d.Clock.Advance(time.Minute)
	}
	first, err := d.App.ToApprove(t.Context(), d.Science.Head.Actor, 1)
	if err != nil || first.Total != reform.QueueSize+2 || len(first.Lines) != reform.QueueSize {
		t.Fatalf("%d of %d (%v)", len(first.Lines), first.Total, err)
	}
	last, err := d.App.ToApprove(t.Context(), d.Science.Head.Actor, 9)
	if err != nil || last.Page != 2 || len(last.Lines) != 2 || last.Lines[0].ReportedAt.Before(first.Lines[9].ReportedAt) {
		t.Errorf("page %d holds %d (%v)", last.Page, len(last.Lines), err)
	}
	line := first.Lines[0]
	if line.LastDone != "Đã rà soát." || line.Done != "Đã hoàn thành." || line.PercentBefore != 100 || line.Author != d.Science.Officer.Name || line.LeadUnit != d.Units.Science.Name {
		t.Errorf("%+v", line)
	}
}

func TestReturnedReportStandsOverTheFormThatSendsItAgain(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Submitted(d.Science)
	form, err := d.App.CompletionForm(t.Context(), d.Science.Officer.Actor, task.Code)
	if err != nil || form.Closed == "" {
		t.Errorf("while it waits the form is open (%v)", err)
	}
	task = d.Sign(task, d.Science.Head, reform.CompletionReturn)
	form, err = d.App.CompletionForm(t.Context(), d.Science.Officer.Actor, task.Code)
	if err != nil || form.Closed != "" || form.Returned == nil || form.Return.Note != "Theo hồ sơ." || form.Return.Actor != d.Science.Head.Name || len(form.Evidence) != 1 {
		t.Errorf("%+v (%v)", form, err)
	}
	page, err := d.App.CompletionPage(t.Context(), d.Science.Officer.Actor, form.Returned.ID)
	if err != nil || len(page.Acts) != 2 || page.Before == nil || len(page.Offers) != 1 || page.Offers[0].Act != reform.CompletionSubmit {
		t.Errorf("%+v (%v)", page, err)
	}
}
