package app_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// newest returns the newest lines of the audit log, the newest first.
func newest(t *testing.T, d *small.Department, n int) []reform.AuditEvent {
	t.Helper()
	events, err := d.DB.AuditEvents(t.Context(), policy.See(d.Admin.Actor, policy.AuditRead), reform.AuditFilter{})
	if err != nil || len(events) < n {
		t.Fatalf("%d lines (%v)", len(events), err)
	}
	return events[:n]
}

func lines(t *testing.T, d *small.Department) int {
	t.Helper()
	var n int
	if err := d.DB.Pool().QueryRow(t.Context(), `select count(*) from audit_event`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// refused reports what is wrong when err is no fault of the kind, with the words in what it says.
func refused(t *testing.T, claim string, err error, kind fault.Kind, words string) {
	t.Helper()
	if fault.KindOf(err) != kind || err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("%s: %v, want %s with %q", claim, err, kind, words)
	}
}

func TestEachStepLeavesOneLineThatSaysWhoDidWhat(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Draft()
	for _, c := range []struct {
		by   small.Member
		act  reform.TaskAct
		note string
	}{
		{d.Clerk, reform.TaskAssign, ""}, {d.Science.Head, reform.TaskAccept, ""}, {d.SecondClerk, reform.TaskSuspend, "Chờ văn bản."},
		{d.Clerk, reform.TaskResume, "Đã có văn bản."}, {d.Chief, reform.TaskCancel, "Không còn cần."},
	} {
		before := lines(t, d)
		who := c.by.Actor
		who.Request = "yeu-cau-1"
		var err error
		if c.act == reform.TaskAssign {
			err = d.App.AssignTask(t.Context(), who, d.Assignment(task, d.Science))
		} else {
			err = d.App.MoveTask(t.Context(), who, app.MoveTask{Code: task.Code, Act: c.act, Seen: task.Version, Note: c.note})
		}
		if err != nil {
			t.Fatalf("%s: %v", c.act, err)
		}
		event := newest(t, d, 1)[0]
		step := slices.IndexFunc(event.Changes, func(change reform.Change) bool { return change.Field == "state" })
		if lines(t, d) != before+1 || event.ActorID != c.by.Person || event.Actor != c.by.Name || event.Action != string(needs(c.act)) ||
			event.ObjectKind != "task" || event.ObjectID != task.ID || event.ObjectName != task.Code || event.Note != c.note ||
			event.Address != small.Address || event.Request != "yeu-cau-1" || !event.At.Equal(d.Clock.Now()) || step < 0 {
			t.Errorf("%s left %+v", c.act, event)
		}
		task = d.Read(task.Code)
	}
}

func TestRefusedDeedLeavesNothing(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Assigned(d.Science)
	before := lines(t, d)
	try := func(who small.Member, in app.MoveTask) error {
		in.Code = task.Code
		return d.App.MoveTask(t.Context(), who.Actor, in)
	}
	refused(t, "an officer", try(d.Science.Officer, app.MoveTask{Act: reform.TaskAccept, Seen: task.Version}), fault.Forbidden, "không có quyền")
	refused(t, "another head", try(d.Digital.Head, app.MoveTask{Act: reform.TaskAccept, Seen: task.Version}), fault.NotFound, "Không tìm thấy")
	refused(t, "a stale page", try(d.Science.Head, app.MoveTask{Act: reform.TaskAccept, Seen: task.Version - 1}), fault.Conflict, "vừa được người khác thay đổi")
	refused(t, "no reason", try(d.Science.Head, app.MoveTask{Act: reform.TaskDecline, Seen: task.Version}), fault.Invalid, "ly_do")
	refused(t, "not yet", try(d.Chief, app.MoveTask{Act: reform.TaskReopen, Seen: task.Version, Note: "Sai sót."}), fault.Conflict, "trạng thái hiện tại")
	for _, act := range []reform.TaskAct{reform.TaskSubmit, reform.TaskReturn, reform.TaskComplete} {
		refused(t, "past its report", try(d.Clerk, app.MoveTask{Act: act, Seen: task.Version, Note: "Sai sót."}), fault.Invalid, "báo cáo hoàn thành")
	}
	refused(t, "assigning without a unit", try(d.Clerk, app.MoveTask{Act: reform.TaskAssign, Seen: task.Version}), fault.Invalid, "đơn vị chủ trì")
	refused(t, "an unknown act", try(d.Clerk, app.MoveTask{Act: "burn", Seen: task.Version}), fault.Conflict, "")
	refused(t, "an unknown task", d.App.MoveTask(t.Context(), d.Clerk.Actor, app.MoveTask{Code: "CCHC-2026-999", Act: reform.TaskCancel}), fault.NotFound, "")
	if now := d.Read(task.Code); now.Version != task.Version || now.State != task.State || lines(t, d) != before {
		t.Errorf("the task is %s at version %d, %d lines more", now.State, now.Version, lines(t, d)-before)
	}
}

func TestOfficerBelongsToTheUnit(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	closed := d.Colleague
	closeAccount(t, d, closed)
	accept := func(team small.Team, head, officer small.Member) error {
		task := d.Assigned(team)
		return d.App.MoveTask(t.Context(), head.Actor, app.MoveTask{Code: task.Code, Act: reform.TaskAccept, Seen: task.Version, Officer: officer.Person})
	}
	name := func(team small.Team, head, officer small.Member) error {
		task := d.InProgress(team)
		return d.App.NameOfficer(t.Context(), head.Actor, app.NameOfficer{Code: task.Code, Seen: task.Version, Officer: officer.Person})
	}
	for way, give := range map[string]func(small.Team, small.Member, small.Member) error{"accepting": accept, "naming": name} {
		for claim, officer := range map[string]small.Member{
			"another division's": d.Digital.Officer, "the centre's": d.Centre.Officer, "a closed account": closed, "the Office's clerk": d.Clerk,
			"nobody": {Actor: policy.Actor{Person: 99999}},
		} {
			refused(t, way+", "+claim, give(d.Science, d.Science.Head, officer), fault.Invalid, "nguoi_xu_ly")
		}
		for claim, err := range map[string]error{
			"its own officer": give(d.Science, d.Science.Head, d.Science.Officer), "the head": give(d.Science, d.Science.Head, d.Science.Head),
			"the sub-department, one of the centre below": give(d.Branch, d.Branch.Head, d.Centre.Officer),
			"the head above, for the centre":              give(d.Centre, d.Branch.Head, d.Centre.Officer),
		} {
			if err != nil {
				t.Errorf("%s, %s: %v", way, claim, err)
			}
		}
	}
}

func closeAccount(t *testing.T, d *small.Department, who small.Member) {
	t.Helper()
	person, err := d.App.Person(t.Context(), d.Admin.Actor, who.Person)
	if err != nil {
		t.Fatal(err)
	}
	person.Active = false
	if err := d.App.EditPerson(t.Context(), d.Admin.Actor, person); err != nil {
		t.Fatal(err)
	}
}

func TestEditKeepsTheCodeTheStateAndTheProgress(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Science, 60)
	next := reform.Task{Title: "Tên mới", Area: reform.AreaDigitalGov, PlanYear: 2031, Deliverable: "Tờ trình", State: reform.TaskCompleted}
	next.Percent, next.OfficerID = 5, d.Digital.Officer.Person
	err := d.App.EditTask(t.Context(), d.Clerk.Actor, app.EditTask{Code: task.Code, Seen: task.Version, Task: next})
	now := d.Read(task.Code)
	if err != nil || now.Title != "Tên mới" || now.Area != reform.AreaDigitalGov || now.Deliverable != "Tờ trình" {
		t.Errorf("%+v (%v)", now, err)
	}
	if now.PlanYear != 2026 || now.Code != task.Code || now.State != task.State || now.Percent != 60 || now.OfficerID != task.OfficerID || now.DueOn != task.DueOn {
		t.Errorf("an edit of content moved the task: %+v", now)
	}
	refused(t, "a stale edit", d.App.EditTask(t.Context(), d.Clerk.Actor, app.EditTask{Code: task.Code, Seen: task.Version, Task: next}), fault.Conflict, "chưa có gì bị ghi đè")
}

func TestFifteenTasksAYearAreFlaggedAtMost(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	var last reform.Task
	flag := func(task reform.Task, on bool) error {
		return d.App.FlagTask(t.Context(), d.Leader.Actor, app.FlagTask{Code: task.Code, Seen: d.Read(task.Code).Version, Priority: on})
	}
	for range reform.PriorityMost {
		last = d.Assigned(d.Science)
		if err := flag(last, true); err != nil {
			t.Fatal(err)
		}
	}
	more := d.Assigned(d.Science)
	refused(t, "the sixteenth", flag(more, true), fault.Conflict, "15 nhiệm vụ trọng điểm")
	if err := flag(last, false); err != nil {
		t.Error(err)
	}
	if err := flag(more, true); err != nil || !d.Read(more.Code).Priority {
		t.Errorf("one was taken off, yet %v", err)
	}
}

func TestAnotherUnitsTaskIsNotFoundByAnyDeed(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Digital, 40)
	who := d.Science.Head.Actor
	_, page := d.App.TaskPage(t.Context(), who, task.Code)
	_, form := d.App.ReportForm(t.Context(), who, task.Code)
	_, report := d.App.PostReport(t.Context(), who, app.PostReport{Code: task.Code, Report: small.Statement(50)})
	for claim, err := range map[string]error{
		"its page": page, "its form": form, "a report": report,
		"a step":     d.App.MoveTask(t.Context(), who, app.MoveTask{Code: task.Code, Act: reform.TaskSuspend, Seen: task.Version}),
		"an officer": d.App.NameOfficer(t.Context(), who, app.NameOfficer{Code: task.Code, Seen: task.Version, Officer: d.Science.Officer.Person}),
		"an edit":    d.App.EditTask(t.Context(), who, app.EditTask{Code: task.Code, Seen: task.Version, Task: task}),
		"a flag":     d.App.FlagTask(t.Context(), who, app.FlagTask{Code: task.Code, Seen: task.Version, Priority: true}),
		"a gift":     d.App.AssignTask(t.Context(), who, d.Assignment(task, d.Science)),
	} {
		refused(t, claim, err, fault.NotFound, "Không tìm thấy")
	}
	list, err := d.App.TaskList(t.Context(), who, reform.TaskFilter{Text: task.Code})
	if err != nil || list.Total != 0 || len(list.Lines) != 0 {
		t.Errorf("the search finds %+v (%v)", list.Lines, err)
	}
}
