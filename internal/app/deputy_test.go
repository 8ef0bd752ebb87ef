package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// away is a deputyship of a week from today, as its form gives it.
func away(d *small.Department, absent, deputy small.Member) reform.Deputy {
	today := d.App.Today()
	return reform.Deputy{AbsentID: absent.Person, DeputyID: deputy.Person, FromOn: today, ToOn: today.AddDays(6), Reason: "Đi công tác"}
}

func TestOnlyTheChiefNamesADeputyAndEndsIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, who := range d.Everybody() {
		before := lines(t, d)
		id, err := d.App.NameDeputy(t.Context(), who.Actor, away(d, d.Science.Head, d.Science.Officer))
		_, list := d.App.DeputyForm(t.Context(), who.Actor)
		if !who.Has(policy.Chief) {
			refused(t, who.Username, err, fault.Forbidden, "không có quyền")
			refused(t, who.Username+" sees the form", list, fault.Forbidden, "không có quyền")
			continue
		}
		if err != nil || list != nil || lines(t, d) != before+1 {
			t.Fatalf("%s: %v, %v", who.Username, err, list)
		}
		for _, other := range d.Everybody() {
			if !other.Has(policy.Chief) {
				refused(t, other.Username+" ends it", d.App.EndDeputy(t.Context(), other.Actor, app.EndDeputy{ID: id, Seen: 1}), fault.NotFound, "")
			}
		}
		refused(t, "a stale page", d.App.EndDeputy(t.Context(), who.Actor, app.EndDeputy{ID: id, Seen: 7}), fault.Conflict, "vừa được người khác thay đổi")
		if err := d.App.EndDeputy(t.Context(), who.Actor, app.EndDeputy{ID: id, Seen: 1}); err != nil {
			t.Error(err)
		}
		refused(t, "ended twice", d.App.EndDeputy(t.Context(), who.Actor, app.EndDeputy{ID: id, Seen: 2}), fault.Conflict, "đã kết thúc")
		if event := newest(t, d, 1)[0]; event.Action != "deputy.name" || event.ObjectKind != "deputy" || event.ObjectName != "Nguyễn Văn An thay Đặng Văn Khánh" {
			t.Errorf("ending it left %+v", event)
		}
	}
}

func TestDeputyIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	closed := d.Colleague
	closeAccount(t, d, closed)
	d.Deputyship(d.Digital.Head, d.Digital.Officer, d.App.Today().AddDays(2), d.App.Today().AddDays(4))
	for _, c := range []struct {
		claim  string
		change func(*reform.Deputy)
		words  string
	}{
		{"nobody absent", func(in *reform.Deputy) { in.AbsentID = 0 }, "vang_mat"},
		{"nobody to act", func(in *reform.Deputy) { in.DeputyID = 0 }, "lam_thay"},
		{"oneself", func(in *reform.Deputy) { in.DeputyID = in.AbsentID }, "lam_thay"},
		{"an officer absent", func(in *reform.Deputy) { in.AbsentID = d.Digital.Officer.Person }, "vang_mat"},
		{"the administrator absent", func(in *reform.Deputy) { in.AbsentID = d.Admin.Person }, "vang_mat"},
		{"the observer to act", func(in *reform.Deputy) { in.DeputyID = d.Observer.Person }, "lam_thay"},
		{"the administrator to act", func(in *reform.Deputy) { in.DeputyID = d.Admin.Person }, "lam_thay"},
		{"a closed account to act", func(in *reform.Deputy) { in.DeputyID = closed.Person }, "lam_thay"},
		{"a day that is over", func(in *reform.Deputy) { in.FromOn = d.App.Today().AddDays(-1) }, "tu_ngay"},
		{"no first day", func(in *reform.Deputy) { in.FromOn = calendar.Date{} }, "tu_ngay"},
		{"no last day", func(in *reform.Deputy) { in.ToOn = calendar.Date{} }, "den_ngay"},
		{"days the wrong way round", func(in *reform.Deputy) { in.ToOn = in.FromOn.AddDays(-1) }, "den_ngay"},
		{"no reason", func(in *reform.Deputy) { in.Reason = "" }, "ly_do"},
		{"days that another has", func(in *reform.Deputy) { in.AbsentID = d.Digital.Head.Person }, "tu_ngay"},
	} {
		in := away(d, d.Science.Head, d.Science.Officer)
		c.change(&in)
		_, err := d.App.NameDeputy(t.Context(), d.Chief.Actor, in)
		refused(t, c.claim, err, fault.Invalid, c.words)
	}
}

func TestOneDeputyAtATime(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	answers := make(chan error, 4)
	for _, deputy := range []small.Member{d.Science.Officer, d.Colleague, d.Clerk, d.Digital.Head} {
		go func() {
			_, err := d.App.NameDeputy(t.Context(), d.Chief.Actor, away(d, d.Science.Head, deputy))
			answers <- err
		}()
	}
	named := 0
	for range 4 {
		if err := <-answers; err == nil {
			named++
		} else {
			refused(t, "a second one", err, fault.Invalid, "đã có người làm thay")
		}
	}
	if named != 1 {
		t.Errorf("%d deputies were named for the same days", named)
	}
	after := away(d, d.Science.Head, d.Clerk)
	after.FromOn, after.ToOn = after.ToOn.AddDays(1), after.ToOn.AddDays(3)
	if _, err := d.App.NameDeputy(t.Context(), d.Chief.Actor, after); err != nil {
		t.Errorf("the days after: %v", err)
	}
}

func TestDaysOfADeputyshipEndedEarlyAreFreeAgain(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first := d.Deputyship(d.Science.Head, d.Colleague, d.App.Today(), d.App.Today().AddDays(6))
	if err := d.App.EndDeputy(t.Context(), d.Chief.Actor, app.EndDeputy{ID: first.ID, Seen: first.Version}); err != nil {
		t.Fatal(err)
	}
	d.Deputyship(d.Science.Head, d.Science.Officer, d.App.Today(), d.App.Today().AddDays(6))
	list, err := d.App.DeputyList(t.Context(), d.Chief.Actor, reform.DeputyFilter{Over: true})
	if err != nil || list.Total != 1 || list.Deputies[0].Phase(d.App.Today()) != reform.DeputyEnded || list.Deputies[0].EndedBy != d.Chief.Name {
		t.Errorf("%+v (%v)", list, err)
	}
}

// The deputy acts from the first moment of the first day to the last of the last, and is only themselves outside them.
func TestDeputyActsOnlyInTheDays(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	first := d.App.Today().AddDays(3)
	under := d.Deputyship(d.Science.Head, d.Digital.Officer, first, first.AddDays(2))
	for _, c := range []struct {
		at   time.Time
		acts bool
	}{
		{d.Clock.Now(), false}, {first.Start().Add(-time.Second), false}, {first.Start(), true}, {first.AddDays(3).Start().Add(-time.Second), true},
		{first.AddDays(3).Start(), false},
	} {
		d.Clock.Set(c.at)
		who := d.Acting(d.Digital.Officer, under)
		if acts := who.For == d.Science.Head.Person; acts != c.acts || who.Has(policy.Head) != c.acts || who.Person != d.Digital.Officer.Person {
			t.Errorf("at %s they act: %v, %+v", c.at, acts, who.Actor)
		}
	}
}

func TestDeputyshipStopsWithAnAccountOrItsEnd(t *testing.T) {
	t.Parallel()
	for claim, stop := range map[string]func(*testing.T, *small.Department, reform.Deputy){
		"ended early": func(t *testing.T, d *small.Department, under reform.Deputy) {
			if err := d.App.EndDeputy(t.Context(), d.Chief.Actor, app.EndDeputy{ID: under.ID, Seen: under.Version}); err != nil {
				t.Fatal(err)
			}
		},
		"the absent person's account closed": func(t *testing.T, d *small.Department, _ reform.Deputy) { closeAccount(t, d, d.Science.Head) },
		"somebody else's": func(_ *testing.T, d *small.Department, _ reform.Deputy) {
			d.Digital.Officer = d.Colleague
		},
	} {
		t.Run(claim, func(t *testing.T) {
			t.Parallel()
			d := small.Build(t)
			under := d.Deputyship(d.Science.Head, d.Digital.Officer, d.App.Today(), d.App.Today())
			if who := d.Acting(d.Digital.Officer, under); who.For != d.Science.Head.Person {
				t.Fatalf("they do not act at all: %+v", who.Actor)
			}
			stop(t, d, under)
			if who := d.Acting(d.Digital.Officer, under); who.For != 0 || who.ForName != "" || who.Has(policy.Head) {
				t.Errorf("they still act: %+v", who.Actor)
			}
		})
	}
}

func TestDeputyHasThePlaceAndTheActingRolesAndNothingElse(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	person, err := d.App.Person(t.Context(), d.Admin.Actor, d.Branch.Head.Person)
	if err != nil {
		t.Fatal(err)
	}
	person.Roles = []policy.Role{policy.Head, policy.Admin, policy.Staff}
	if err := d.App.EditPerson(t.Context(), d.Admin.Actor, person); err != nil {
		t.Fatal(err)
	}
	who := d.Acting(d.Science.Officer, d.Deputyship(d.Branch.Head, d.Science.Officer, d.App.Today(), d.App.Today()))
	if !slices.Equal(who.Roles, []policy.Role{policy.Head}) || who.Unit != d.Units.Metrology.ID || !slices.Contains(who.Branch, d.Units.Centre.ID) {
		t.Errorf("they act as %+v", who.Actor)
	}
	own, other := d.Reported(d.Science, 40), d.Assigned(d.Digital)
	if _, err := d.App.TaskPage(t.Context(), who.Actor, own.Code); err != nil {
		t.Errorf("their own task: %v", err)
	}
	_, err = d.App.TaskPage(t.Context(), who.Actor, other.Code)
	refused(t, "a task of neither", err, fault.NotFound, "")
	_, err = d.App.PeopleList(t.Context(), who.Actor, reform.PeopleFilter{})
	refused(t, "the absent person's administration", err, fault.Forbidden, "")
}

func TestWhatADeputyDoesShowsBothNames(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	task := d.Assigned(d.Science)
	deputy := d.Acting(d.Digital.Officer, d.Deputyship(d.Science.Head, d.Digital.Officer, d.App.Today(), d.App.Today()))
	task = d.Move(task, deputy, app.MoveTask{Act: reform.TaskAccept, Officer: d.Science.Officer.Person})
	event := newest(t, d, 1)[0]
	if event.ActorID != deputy.Person || event.Actor != "Phùng Thị Yến" || event.ForID != d.Science.Head.Person || event.For != "Đặng Văn Khánh" {
		t.Errorf("the audit log says %+v", event)
	}
	page, err := d.App.TaskPage(t.Context(), d.Clerk.Actor, task.Code)
	if err != nil || page.Events[0].For != "Đặng Văn Khánh" || page.Events[0].Actor != "Phùng Thị Yến" {
		t.Errorf("the task's page says %+v (%v)", page.Events[0], err)
	}
}

// A deputy signs off neither what they wrote themselves nor what the person they act for wrote.
func TestDeputySignsOffNothingThatEitherOfThemSent(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	under := d.Deputyship(d.Chief, d.Science.Officer, d.App.Today(), d.App.Today())
	deputy := d.Acting(d.Science.Officer, under)
	subject := d.InProgress(d.Digital).Subject()
	for claim, author := range map[string]small.Member{"their own": d.Science.Officer, "the absent person's": d.Chief} {
		subject.Author = author.Person
		_, err := policy.Allow(deputy.Actor, policy.ReportAccept, subject)
		refused(t, claim, err, fault.Forbidden, "không tự")
	}
	subject.Author = d.Digital.Officer.Person
	if _, err := policy.Allow(deputy.Actor, policy.ReportAccept, subject); err != nil {
		t.Errorf("somebody else's: %v", err)
	}
}

func TestPasswordIsTheDeputysOwn(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	deputy := d.Acting(d.Colleague, d.Deputyship(d.Science.Head, d.Colleague, d.App.Today(), d.App.Today()))
	_, err := d.App.ChangePassword(t.Context(), deputy.Actor, app.ChangePassword{Current: small.Password, New: "mat-khau-moi-2027", Again: "mat-khau-moi-2027"})
	event := newest(t, d, 1)[0]
	if err != nil || event.ObjectName != d.Colleague.Username || event.ForID != 0 {
		t.Errorf("%+v (%v)", event, err)
	}
	if _, err := d.App.SignIn(t.Context(), app.SignIn{Username: d.Science.Head.Username, Password: small.Password, Address: small.Address}); err != nil {
		t.Errorf("the absent person's password: %v", err)
	}
}

func TestBeginningToActIsRecorded(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	under := d.Deputyship(d.Science.Head, d.Colleague, d.App.Today(), d.App.Today())
	session := app.Session{Person: d.Colleague.Person, Epoch: 1, Deputyship: under.ID}
	acting, err := d.App.StandIn(t.Context(), d.Colleague.Actor, session)
	event := newest(t, d, 1)[0]
	if err != nil || acting.Name != d.Science.Head.Name || event.For != d.Science.Head.Name || !strings.Contains(event.Note, "làm thay") {
		t.Errorf("%+v, %+v (%v)", acting, event, err)
	}
	d.Clock.Set(d.App.Today().AddDays(1).Start())
	_, err = d.App.StandIn(t.Context(), d.Colleague.Actor, session)
	refused(t, "the day after", err, fault.Conflict, "không có hiệu lực")
}
