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

// asked is a request of a team in a state; the head of its unit is the author where byHead says so.
type asked struct {
	name   string
	team   small.Team
	byHead bool
}

func (a asked) make(d *small.Department, state reform.ExtensionState) (reform.Task, reform.Extension) {
	team := a.team
	if a.byHead {
		team.Officer, team.Head = team.Head, d.Leader // a leader signs for the head
	}
	task := d.InProgress(a.team)
	request := d.Extension(state, task, team)
	return d.Read(task.Code), request
}

// extensionRefusals returns the kinds of fault that policy and the flow give as answers; none when the act is to be taken.
func extensionRefusals(who small.Member, task reform.Task, request reform.Extension, act reform.ExtensionAct) []fault.Kind {
	if _, err := policy.Allow(who.Actor, policy.TaskRead, task.Subject()); err != nil {
		return []fault.Kind{fault.NotFound}
	}
	step, err := reform.ExtensionFlow.Next(request.State, act)
	if err != nil {
		return []fault.Kind{fault.Conflict}
	}
	if _, err := policy.Allow(who.Actor, step.Needs, request.Subject(task)); err != nil {
		return []fault.Kind{fault.Forbidden}
	}
	return nil
}

func TestExtensionButtonsAreTheTruth(t *testing.T) {
	t.Parallel()
	for _, state := range reform.ExtensionStates() {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			for _, a := range []asked{{"science's", d.Science, false}, {"the science head's own", d.Science, true}, {"digital's", d.Digital, false}, {"the centre's", d.Centre, false}} {
				tryExtension(t, d, a, state)
			}
		})
	}
}

func tryExtension(t *testing.T, d *small.Department, a asked, state reform.ExtensionState) {
	t.Helper()
	task, request := a.make(d, state)
	for _, who := range cast(d) {
		shown := extensionOffers(t, d, who, request.ID)
		for _, act := range reform.ExtensionActs() {
			claim := fmt.Sprintf("%s (%v), %s on %s %s request", who.Username, who.Roles, act, a.name, state)
			wanted := extensionRefusals(who, task, request, act)
			err := d.App.DecideExtension(t.Context(), who.Actor, d.Decision(request.ID, act))
			if slices.Contains(shown, act) != (err == nil) {
				t.Errorf("%s: offered %v, answered %v", claim, shown, err)
			}
			if len(wanted) > 0 {
				if !slices.Contains(wanted, fault.KindOf(err)) || err == nil {
					t.Errorf("%s: %v, want one of %v", claim, err, wanted)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", claim, err)
			}
			task, request = a.make(d, state)
		}
	}
}

func extensionOffers(t *testing.T, d *small.Department, who small.Member, id int64) []reform.ExtensionAct {
	t.Helper()
	page, err := d.App.ExtensionPage(t.Context(), who.Actor, id)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		t.Fatal(err)
	}
	var acts []reform.ExtensionAct
	for _, offer := range page.Offers {
		if offer.Reason == "" {
			acts = append(acts, offer.Act)
		}
	}
	return acts
}

func TestWhoMayAskForAnExtension(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, team := range []small.Team{d.Science, d.Digital, d.Centre} {
		for _, who := range cast(d) {
			task := d.InProgress(team)
			in := app.RequestExtension{Code: task.Code, ProposedOn: task.DueOn.AddDays(7), Reason: "Chờ hướng dẫn."}
			page, _ := d.App.TaskPage(t.Context(), who.Actor, task.Code)
			_, err := d.App.RequestExtension(t.Context(), who.Actor, in)
			_, allowed := policy.Allow(who.Actor, policy.ExtensionRequest, reform.Extension{}.Subject(task))
			if page.May.Extend != (err == nil) || (err == nil) != (allowed == nil) {
				t.Errorf("%s on %s's task: offered %v, answered %v", who.Username, team.Unit.ShortName, page.May.Extend, err)
			}
		}
	}
}

func TestGrantedExtensionMovesTheDeadlineAndKeepsTheFirst(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	before := d.InProgress(d.Science)
	signed := d.Extension(reform.ExtensionSigned, before, d.Science)
	in := d.Decision(signed.ID, reform.ExtensionGrant)
	in.On = before.DueOn.AddDays(5)
	if err := d.App.DecideExtension(t.Context(), d.Chief.Actor, in); err != nil {
		t.Fatal(err)
	}
	after := d.Read(before.Code)
	if after.DueOn != in.On || after.OriginalDueOn != before.OriginalDueOn || after.Version != before.Version+1 {
		t.Errorf("due %s, first %s, version %d", after.DueOn, after.OriginalDueOn, after.Version)
	}
	granted := d.ReadExtension(signed.ID)
	if granted.State != reform.ExtensionGranted || granted.GrantedOn != in.On || granted.Decider != d.Chief.Name || granted.Signer != d.Science.Head.Name {
		t.Errorf("%+v", granted)
	}
	page, err := d.App.TaskPage(t.Context(), d.Science.Officer.Actor, before.Code)
	if err != nil || len(page.Ledger) != 2 || page.Use.Text() != "đã dùng 1/1 lần" {
		t.Fatalf("%+v, %s (%v)", page.Ledger, page.Use.Text(), err)
	}
	change := page.Ledger[1]
	if change.Days() != 5 || change.Actor != d.Chief.Name || change.Reason != signed.Reason || change.Action != string(policy.TaskExtend) {
		t.Errorf("%+v", change)
	}
}

func TestSecondExtensionIsALeadersToGrant(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	d.Extension(reform.ExtensionGranted, task, d.Science)
	second := d.Extension(reform.ExtensionSigned, d.Read(task.Code), d.Science)
	err := d.App.DecideExtension(t.Context(), d.Chief.Actor, d.Decision(second.ID, reform.ExtensionGrant))
	refused(t, "the chief grants a second one", err, fault.Forbidden, "đã dùng 1/1 lần gia hạn. Lần này do lãnh đạo Sở quyết định")
	page, _ := d.App.ExtensionPage(t.Context(), d.Chief.Actor, second.ID)
	if len(page.Offers) != 2 || page.Offers[0].Reason == "" || page.Offers[1].Reason != "" {
		t.Errorf("the chief is offered %+v", page.Offers)
	}
	if granted := d.Decide(second.ID, d.Leader, reform.ExtensionGrant); granted.State != reform.ExtensionGranted {
		t.Errorf("the leader's grant left it %s", granted.State)
	}
	if err := d.App.ChangeSetting(t.Context(), d.Chief.Actor, reform.Setting{Key: reform.SettingExtensions, Value: "3", Version: 1}); err != nil {
		t.Fatal(err)
	}
	third := d.Extension(reform.ExtensionSigned, d.Read(task.Code), d.Science)
	if granted := d.Decide(third.ID, d.Chief, reform.ExtensionGrant); granted.State != reform.ExtensionGranted {
		t.Errorf("three being allowed, the chief's grant left it %s", granted.State)
	}
}

func TestRequestsAreRefusedWithAReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	ctx, officer := t.Context(), d.Science.Officer.Actor
	ask := func(task reform.Task) error {
		_, err := d.App.RequestExtension(ctx, officer, app.RequestExtension{Code: task.Code, ProposedOn: d.App.Today().AddDays(60), Reason: "Chờ."})
		return err
	}
	task := d.InProgress(d.Science)
	open := d.Extension(reform.ExtensionRequested, task, d.Science)
	refused(t, "a second while one is open", ask(task), fault.Conflict, "đang có một đề nghị gia hạn")
	refused(t, "a suspended task", ask(d.TaskIn(reform.TaskSuspended, d.Science)), fault.Conflict, "đang thực hiện")
	stale := d.Decision(open.ID, reform.ExtensionSign)
	d.Decide(open.ID, d.Science.Head, reform.ExtensionSign)
	refused(t, "signed twice", d.App.DecideExtension(ctx, d.Science.Head.Actor, stale), fault.Conflict, "không còn thực hiện được")
	in := d.Decision(open.ID, reform.ExtensionGrant)
	in.Seen--
	refused(t, "granted on a stale page", d.App.DecideExtension(ctx, d.Chief.Actor, in), fault.Conflict, "vừa được người khác thay đổi")
	in = d.Decision(open.ID, reform.ExtensionGrant)
	in.On = task.DueOn
	refused(t, "granted the day it has", d.App.DecideExtension(ctx, d.Chief.Actor, in), fault.Invalid, "phải sau hạn hiện hành")
	in = d.Decision(open.ID, reform.ExtensionRefuse)
	in.Note = ""
	refused(t, "refused without a reason", d.App.DecideExtension(ctx, d.Chief.Actor, in), fault.Invalid, "Nhập lý do")
	d.Move(d.Read(task.Code), d.Clerk, app.MoveTask{Act: reform.TaskSuspend, Note: "Chờ."})
	refused(t, "granted while suspended", d.App.DecideExtension(ctx, d.Chief.Actor, d.Decision(open.ID, reform.ExtensionGrant)), fault.Conflict, "đang thực hiện")
}

func TestRequestsStandInTheirGroupForWhoeverReachesTheTask(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, state := range reform.ExtensionStates() {
		d.Extension(state, d.InProgress(d.Science), d.Science)
		d.Extension(state, d.InProgress(d.Digital), d.Digital)
	}
	ended := d.InProgress(d.Science)
	d.Extension(reform.ExtensionRequested, ended, d.Science)
	d.Move(d.Read(ended.Code), d.Clerk, app.MoveTask{Act: reform.TaskCancel, Note: "Thôi."})
	for _, c := range []struct {
		who   small.Member
		group reform.ExtensionGroup
		want  int
	}{
		{d.Science.Head, reform.ExtensionsToSign, 1}, {d.Science.Head, reform.ExtensionsToDecide, 1}, {d.Science.Head, reform.ExtensionsDecided, 2},
		{d.Chief, reform.ExtensionsToSign, 2}, {d.Chief, reform.ExtensionsToDecide, 2}, {d.Observer, reform.ExtensionsDecided, 4},
		{d.Branch.Head, reform.ExtensionsToSign, 0}, {d.Admin, reform.ExtensionsDecided, 0},
	} {
		list, err := d.App.ExtensionList(t.Context(), c.who.Actor, c.group, 1)
		if err != nil || list.Total != c.want || len(list.Lines) != c.want {
			t.Errorf("%s has %d of %d in %s, want %d (%v)", c.who.Username, len(list.Lines), list.Total, c.group, c.want, err)
		}
	}
}

func TestResumeCanSetAnotherDeadline(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.TaskIn(reform.TaskSuspended, d.Science)
	later := task.DueOn.AddDays(20)
	in := app.MoveTask{Code: task.Code, Act: reform.TaskResume, Seen: task.Version, DueOn: d.App.Today().AddDays(-1), Note: "Đã có văn bản."}
	refused(t, "a deadline gone by", d.App.MoveTask(t.Context(), d.Clerk.Actor, in), fault.Invalid, "không được trước hôm nay")
	in.DueOn = later
	if err := d.App.MoveTask(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	now := d.Read(task.Code)
	ledger, err := d.DB.DeadlineChanges(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), task.ID, 10)
	if err != nil || now.DueOn != later || now.OriginalDueOn != task.OriginalDueOn || len(ledger) != 2 || ledger[1].Reason != "Đã có văn bản." {
		t.Errorf("due %s, first %s, %+v (%v)", now.DueOn, now.OriginalDueOn, ledger, err)
	}
}

func TestReassignedTaskWaitsForItsNewUnitAndKeepsItsPast(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Reported(d.Science, 40, reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Số liệu"})
	d.Clock.Advance(48 * time.Hour)
	in := app.ReassignTask{Code: task.Code, Seen: task.Version, To: reform.Reassignment{LeadUnit: d.Units.Digital.ID, KeepOld: true, Note: "Đúng chức năng."}}
	if err := d.App.ReassignTask(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	now := d.Read(task.Code)
	if now.State != reform.TaskAssigned || now.LeadUnitID != d.Units.Digital.ID || now.OfficerID != 0 || now.DueOn != task.DueOn || now.Percent != 40 {
		t.Errorf("%+v", now)
	}
	if !slices.Equal(now.OtherUnits, []int64{d.Units.Science.ID}) {
		t.Errorf("beside it stand %v", now.OtherUnits)
	}
	page, err := d.App.TaskPage(t.Context(), d.Science.Officer.Actor, task.Code)
	if err != nil || len(page.Reports) != 1 {
		t.Errorf("%d reports (%v)", len(page.Reports), err)
	}
	held := reform.Holdings(page.Past, now.DueOn, d.App.Today())
	if len(held) != 2 || held[0].Days != 2 || held[1].UnitID != d.Units.Digital.ID || held[1].Days != 1 {
		t.Errorf("%+v", held)
	}
	refused(t, "a stale page", d.App.ReassignTask(t.Context(), d.Clerk.Actor, in), fault.Conflict, "vừa được người khác thay đổi")
}

func TestReassignmentIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	for claim, c := range map[string]struct {
		to   reform.Reassignment
		says string
	}{
		"no unit":        {reform.Reassignment{Note: "Lý do"}, "Chọn đơn vị nhận"},
		"the same unit":  {reform.Reassignment{LeadUnit: d.Units.Science.ID, Note: "Lý do"}, "đang chủ trì"},
		"outside":        {reform.Reassignment{LeadUnit: d.Units.Outside.ID, Note: "Lý do"}, "đang hoạt động của Sở"},
		"no such unit":   {reform.Reassignment{LeadUnit: 99999, Note: "Lý do"}, "đang hoạt động của Sở"},
		"no reason":      {reform.Reassignment{LeadUnit: d.Units.Digital.ID}, "Nhập lý do"},
		"a day gone by":  {reform.Reassignment{LeadUnit: d.Units.Digital.ID, Note: "Lý do", DueOn: d.App.Today().AddDays(-1)}, "không được trước hôm nay"},
		"through a step": {},
	} {
		err := d.App.ReassignTask(t.Context(), d.Clerk.Actor, app.ReassignTask{Code: task.Code, Seen: task.Version, To: c.to})
		if claim == "through a step" {
			err = d.App.MoveTask(t.Context(), d.Clerk.Actor, app.MoveTask{Code: task.Code, Act: reform.TaskReassign, Seen: task.Version, Note: "Lý do"})
			c.says = "cần đơn vị chủ trì"
		}
		refused(t, claim, err, fault.Invalid, c.says)
	}
	if now := d.Read(task.Code); now.Version != task.Version {
		t.Errorf("the task moved to version %d", now.Version)
	}
}

func TestChiefAndAdministratorKeepTheSettings(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	next := reform.Setting{Key: reform.SettingExtensions, Value: "2", Version: 1}
	for _, role := range reform.GivableRoles() {
		who := d.OneOf(role)
		err := d.App.ChangeSetting(t.Context(), who.Actor, next)
		_, list := d.App.Settings(t.Context(), who.Actor)
		if role == policy.Chief || role == policy.Admin {
			if err != nil || list != nil {
				t.Errorf("%s: %v, %v", role, err, list)
			}
			next.Version++
			continue
		}
		refused(t, who.Username+" changes a setting", err, fault.Forbidden, "không có quyền")
		refused(t, who.Username+" reads the settings", list, fault.Forbidden, "không có quyền")
	}
	next.Version--
	refused(t, "a stale page", d.App.ChangeSetting(t.Context(), d.Chief.Actor, next), fault.Conflict, "vừa được người khác thay đổi")
	next.Value = "nhiều"
	refused(t, "no number", d.App.ChangeSetting(t.Context(), d.Chief.Actor, next), fault.Invalid, "số nguyên từ 0 đến 10")
	event := newest(t, d, 1)[0]
	if event.ObjectKind != string(policy.Setting) || event.ObjectName != "Số lần gia hạn một nhiệm vụ" {
		t.Errorf("%+v", event)
	}
}
