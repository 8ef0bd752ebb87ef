package app_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// form is a page that leads to a deed: it opens exactly to those who may do the deed.
type form struct {
	name    string
	action  policy.Action
	subject policy.Subject
	open    func(policy.Actor) error
}

func forms(t *testing.T, d *small.Department) []form {
	ctx := t.Context()
	task, directive := d.TaskIn(reform.TaskInProgress, d.Science), d.Directive("12")
	clause := d.Clause(directive, "1")
	person := reform.Person{ID: d.Colleague.Person, UnitID: d.Colleague.Unit}
	taskForm := func(action policy.Action) func(policy.Actor) error {
		return func(who policy.Actor) error { _, err := d.App.TaskForm(ctx, who, task.Code, action); return err }
	}
	return []form{
		{"a new task", policy.TaskCreate, policy.Subject{Kind: policy.Task},
			func(who policy.Actor) error { _, err := d.App.NewTask(ctx, who, []int64{clause.ID}); return err }},
		{"a task's content", policy.TaskEdit, task.Subject(),
			func(who policy.Actor) error { _, err := d.App.TaskContent(ctx, who, task.Code, nil); return err }},
		{"a report", policy.ReportPost, task.Subject(),
			func(who policy.Actor) error { _, err := d.App.ReportForm(ctx, who, task.Code); return err }},
		{"an officer", policy.TaskNameOfficer, task.Subject(), taskForm(policy.TaskNameOfficer)},
		{"a suspension", policy.TaskSuspend, task.Subject(),
			func(who policy.Actor) error {
				_, err := d.App.TaskStep(ctx, who, task.Code, reform.TaskSuspend)
				return err
			}},
		{"a new document", policy.DocumentRegister, policy.Subject{Kind: policy.Document},
			func(who policy.Actor) error {
				_, err := d.App.DocumentForm(ctx, who, reform.DocumentChoice{})
				return err
			}},
		{"a document", policy.DocumentEdit, directive.PolicySubject(), func(who policy.Actor) error {
			_, err := d.App.DocumentForm(ctx, who, reform.DocumentChoice{Document: directive.ID})
			return err
		}},
		{"a clause", policy.DocumentEdit, directive.PolicySubject(),
			func(who policy.Actor) error {
				_, err := d.App.ClauseForm(ctx, who, directive.ID, clause.ID)
				return err
			}},
		{"an account", policy.PersonManage, person.Subject(),
			func(who policy.Actor) error { _, err := d.App.PersonForm(ctx, who, person.ID); return err }},
		{"a unit", policy.UnitManage, d.Units.Science.Subject(),
			func(who policy.Actor) error { _, err := d.App.UnitForm(ctx, who, d.Units.Science.ID); return err }},
		{"the tree of units", policy.UnitManage, policy.Subject{Kind: policy.UnitRecord},
			func(who policy.Actor) error { _, err := d.App.UnitTree(ctx, who); return err }},
		{"the accounts", policy.PersonManage, policy.Subject{Kind: policy.Person},
			func(who policy.Actor) error { _, err := d.App.PeopleList(ctx, who, reform.PeopleFilter{}); return err }},
	}
}

func TestFormsOpenToThoseWhoMayDoTheDeed(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, f := range forms(t, d) {
		for _, who := range d.Everybody() {
			_, allowed := policy.Allow(who.Actor, f.action, f.subject)
			err := f.open(who.Actor)
			kind := fault.KindOf(err)
			if (err == nil) != (allowed == nil) || err != nil && kind != fault.Forbidden && kind != fault.NotFound {
				t.Errorf("%s opens the form of %s: %v, policy says %v", who.Username, f.name, err, allowed)
			}
		}
	}
}

func TestFormOfATaskOffersTheUnitsThatStandAndItsOfficers(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	shut(t, d, d.Units.Digital)
	task := d.InProgress(d.Science)
	form, err := d.App.TaskForm(t.Context(), d.Clerk.Actor, task.Code, policy.TaskEdit)
	if err != nil || len(form.Units) != 5 || len(form.Officers) != 3 {
		t.Errorf("%d units and %d officers (%v)", len(form.Units), len(form.Officers), err)
	}
	for _, unit := range form.Units {
		if unit.ID == d.Units.Digital.ID || unit.ID == d.Units.Outside.ID {
			t.Errorf("%s can lead", unit.Name)
		}
	}
}

func TestClauseOfAnotherDocumentIsNotFoundUnderThisOne(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, other := d.Directive("12"), d.Directive("13")
	clause := d.Clause(other, "1")
	_, err := d.App.ClauseForm(t.Context(), d.Clerk.Actor, one.ID, clause.ID)
	refused(t, "another document's clause", err, fault.NotFound, "Không tìm thấy")
}

func TestEditedClauseKeepsItsDocument(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	one, other := d.Directive("12"), d.Directive("13")
	clause := d.Clause(one, "1")
	next := clause
	next.Body, next.DocumentID = "Rà soát lại.", other.ID
	if err := d.App.EditClause(t.Context(), d.Clerk.Actor, next); err != nil {
		t.Fatal(err)
	}
	page, err := d.App.DocumentPage(t.Context(), d.Clerk.Actor, one.ID)
	if err != nil || len(page.Clauses) != 1 || page.Clauses[0].Body != "Rà soát lại." {
		t.Errorf("%+v (%v)", page.Clauses, err)
	}
	refused(t, "a stale page", d.App.EditClause(t.Context(), d.Clerk.Actor, next), fault.Conflict, "chưa có gì bị ghi đè")
}

func TestSecretDocumentKeepsNoContent(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	secret := d.Directive("12")
	secret.Secret = true
	if err := d.App.EditDocument(t.Context(), d.Clerk.Actor, app.RegisterDocument{Document: secret}); err != nil {
		t.Fatal(err)
	}
	_, err := d.App.AddClause(t.Context(), d.Clerk.Actor, reform.Clause{DocumentID: secret.ID, Path: "1", Label: "mục 1", Body: "Nội dung", Area: -1})
	refused(t, "a clause", err, fault.Conflict, "Văn bản mật")
}

func TestAuditLogNamesWhomItsChangesSpeakOf(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.InProgress(d.Science)
	log, err := d.App.AuditLog(t.Context(), d.Chief.Actor, reform.AuditFilter{ObjectKind: "task", Actor: d.Science.Head.Person})
	if err != nil || log.Total != 1 || log.Events[0].ObjectName != task.Code || log.People[d.Science.Officer.Person] != "Nguyễn Văn An" {
		t.Errorf("%+v (%v)", log, err)
	}
	for claim, f := range map[string]reform.AuditFilter{
		"another action": {Action: "task.reopen"}, "yesterday": {To: d.App.Today().AddDays(-1)}, "tomorrow": {From: d.App.Today().AddDays(1)},
	} {
		if log, err := d.App.AuditLog(t.Context(), d.Chief.Actor, f); err != nil || log.Total != 0 {
			t.Errorf("%s: %d lines (%v)", claim, log.Total, err)
		}
	}
	today := reform.AuditFilter{From: d.App.Today(), To: d.App.Today()}
	if log, err := d.App.AuditLog(t.Context(), d.Chief.Actor, today); err != nil || log.Total != lines(t, d) {
		t.Errorf("today: %d lines of %d (%v)", log.Total, lines(t, d), err)
	}
}
