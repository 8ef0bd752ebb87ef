package app_test

import (
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func newcomer(d *small.Department, username string) app.CreatePerson {
	return app.CreatePerson{Person: reform.Person{
		Username: username, Name: "Phạm Thị Mới", Position: "Chuyên viên", UnitID: d.Units.Science.ID, Roles: []policy.Role{policy.Staff},
	}}
}

func newUnit(d *small.Department) reform.Unit {
	return reform.Unit{
		Code: "H31.99.09", Name: "Thanh tra Sở", ShortName: "TTra", Kind: reform.UnitInspectorate, Relation: reform.RelInternal,
		ParentID: d.Units.Leadership.ID, ValidFrom: calendar.NewDate(2026, time.January, 1),
	}
}

func TestOnlyAdministratorsKeepAccountsAndUnits(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	person, err := d.App.Person(t.Context(), d.Admin.Actor, d.Colleague.Person)
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range reform.GivableRoles() {
		who := d.OneOf(role)
		if role == policy.Admin {
			continue
		}
		_, _, create := d.App.CreatePerson(t.Context(), who.Actor, newcomer(d, "moi"))
		_, reset := d.App.ResetPassword(t.Context(), who.Actor, person.ID)
		_, unit := d.App.CreateUnit(t.Context(), who.Actor, newUnit(d))
		_, list := d.App.PeopleList(t.Context(), who.Actor, reform.PeopleFilter{})
		for claim, err := range map[string]error{
			"an account": create, "a reset": reset, "a unit": unit, "the list of accounts": list,
			"an edit of the account": d.App.EditPerson(t.Context(), who.Actor, person),
			"an edit of the unit":    d.App.EditUnit(t.Context(), who.Actor, d.Units.Science),
			"the end of sessions":    d.App.EndSessions(t.Context(), who.Actor, person.ID),
		} {
			refused(t, who.Username+" makes "+claim, err, fault.Forbidden, "không có quyền")
		}
	}
}

func TestNewAccountSignsInWithThePasswordHandedOver(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	id, password, err := d.App.CreatePerson(t.Context(), d.Admin.Actor, newcomer(d, "moipt"))
	if err != nil || password == "" {
		t.Fatalf("%q (%v)", password, err)
	}
	session, err := signIn(t, d, "moipt", password, small.Address)
	if err != nil || session.Person != id {
		t.Fatal(err)
	}
	who, must, err := d.App.Actor(t.Context(), session)
	if err != nil || !must || !who.Has(policy.Staff) || who.Unit != d.Units.Science.ID {
		t.Errorf("%+v must change: %v (%v)", who, must, err)
	}
	_, _, err = d.App.CreatePerson(t.Context(), d.Admin.Actor, newcomer(d, "moipt"))
	refused(t, "the name again", err, fault.Invalid, "ten_dang_nhap")
	weak := newcomer(d, "yeu")
	weak.Password = "12345"
	_, _, err = d.App.CreatePerson(t.Context(), d.Admin.Actor, weak)
	refused(t, "a weak password", err, fault.Invalid, "mat_khau")
	lost := newcomer(d, "lac")
	lost.Person.UnitID = 99999
	_, _, err = d.App.CreatePerson(t.Context(), d.Admin.Actor, lost)
	refused(t, "a unit that is not", err, fault.Conflict, "không còn nữa")
}

func TestEditOfAnAccountChangesRolesAndIsKept(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	person, err := d.App.Person(t.Context(), d.Admin.Actor, d.Colleague.Person)
	if err != nil {
		t.Fatal(err)
	}
	next := person
	next.Roles, next.UnitID = []policy.Role{policy.Head, policy.Observer}, d.Units.Digital.ID
	if err := d.App.EditPerson(t.Context(), d.Admin.Actor, next); err != nil {
		t.Fatal(err)
	}
	who, _, err := d.App.Actor(t.Context(), mustSignIn(t, d, d.Colleague, small.Password))
	if err != nil || who.Has(policy.Staff) || !who.Has(policy.Head) || !who.Has(policy.Observer) || who.Unit != d.Units.Digital.ID {
		t.Errorf("%+v (%v)", who, err)
	}
	refused(t, "a stale page", d.App.EditPerson(t.Context(), d.Admin.Actor, next), fault.Conflict, "chưa có gì bị ghi đè")
}

func TestUnitKeepsItsPlaceInTheTree(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	id, err := d.App.CreateUnit(t.Context(), d.Admin.Actor, newUnit(d))
	if err != nil || id == 0 {
		t.Fatal(err)
	}
	if event := newest(t, d, 1)[0]; event.Action != "unit.manage" || event.ObjectID != id || event.ObjectName != "Thanh tra Sở" {
		t.Errorf("%+v", event)
	}
	_, err = d.App.CreateUnit(t.Context(), d.Admin.Actor, newUnit(d))
	refused(t, "the code again", err, fault.Invalid, "ma")
	circle := d.Units.Metrology
	circle.ParentID = d.Units.Centre.ID
	refused(t, "a unit below itself", d.App.EditUnit(t.Context(), d.Admin.Actor, circle), fault.Invalid, "cap_tren")
	renamed := d.Units.Science
	renamed.Name = "Phòng Khoa học"
	if err := d.App.EditUnit(t.Context(), d.Admin.Actor, renamed); err != nil {
		t.Error(err)
	}
	refused(t, "a stale page", d.App.EditUnit(t.Context(), d.Admin.Actor, renamed), fault.Conflict, "chưa có gì bị ghi đè")
}

func TestDocumentsAreKeptByTheOffice(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	directive := d.Directive("12")
	clause := d.Clause(directive, "1")
	edit := directive
	edit.Subject = "Về chuyển đổi số"
	for _, who := range d.Everybody() {
		_, register := d.App.RegisterDocument(t.Context(), who.Actor, app.RegisterDocument{Document: edit})
		_, add := d.App.AddClause(t.Context(), who.Actor, clause)
		may := who.Has(policy.Office) || who.Has(policy.Chief)
		for claim, err := range map[string]error{"registers it": register, "adds a clause": add} {
			if kind := fault.KindOf(err); err == nil || may == (kind == fault.Forbidden || kind == fault.NotFound) {
				t.Errorf("%s %s: %v", who.Username, claim, err)
			}
		}
	}
	if err := d.App.EditDocument(t.Context(), d.Chief.Actor, app.RegisterDocument{Document: edit}); err != nil {
		t.Error(err)
	}
	refused(t, "a stale page", d.App.EditDocument(t.Context(), d.Clerk.Actor, app.RegisterDocument{Document: edit}), fault.Conflict, "chưa có gì bị ghi đè")
	_, err := d.App.RegisterDocument(t.Context(), d.Clerk.Actor, app.RegisterDocument{Document: directive})
	refused(t, "the number again", err, fault.Invalid, "so")
}

func TestLineageIsSeenFromBothEnds(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	older, newer := d.Directive("12"), d.Directive("13")
	in := app.RegisterDocument{Document: newer, Implements: []int64{older.ID}, Files: []app.Upload{small.PDF("13.pdf", "x")}}
	if err := d.App.EditDocument(t.Context(), d.Clerk.Actor, in); err != nil {
		t.Fatal(err)
	}
	up, err := d.App.DocumentPage(t.Context(), d.Science.Officer.Actor, newer.ID)
	if err != nil || len(up.Links) != 1 || up.Links[0].ID != older.ID || !up.Links[0].Outgoing || up.MayEdit || len(up.Files) != 1 {
		t.Errorf("%+v (%v)", up, err)
	}
	down, err := d.App.DocumentPage(t.Context(), d.Clerk.Actor, older.ID)
	if err != nil || len(down.Links) != 1 || down.Links[0].ID != newer.ID || down.Links[0].Outgoing || !down.MayEdit {
		t.Errorf("%+v (%v)", down, err)
	}
	if _, err := d.App.DocumentPage(t.Context(), d.Admin.Actor, older.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the administrator: %v", err)
	}
	before := lines(t, d)
	if _, err := d.App.File(t.Context(), d.Science.Officer.Actor, up.Files[0].ID); err != nil || lines(t, d) != before {
		t.Errorf("a document's file: %v, %d lines", err, lines(t, d)-before)
	}
	if _, err := d.App.File(t.Context(), d.Admin.Actor, up.Files[0].ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the administrator reads it: %v", err)
	}
}
