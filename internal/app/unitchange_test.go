package app_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// change is the science division going to the digital one on the day.
func change(d *small.Department, kind reform.UnitChangeKind, on calendar.Date) app.ChangeUnit {
	return app.ChangeUnit{Seen: 1, Change: reform.UnitChange{
		UnitID: d.Units.Science.ID, Kind: kind, TakesEffectOn: on, SuccessorID: d.Units.Digital.ID, Note: "Quyết định 12/QĐ-SKHCN",
	}}
}

func unitNow(t *testing.T, d *small.Department, id int64) reform.Unit {
	t.Helper()
	unit, err := d.DB.Unit(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return unit
}

func TestOnlyTheChiefReorganisesAUnit(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, who := range d.Everybody() {
		_, pageErr := d.App.UnitChangePage(t.Context(), who.Actor, d.Units.Science.ID)
		_, err := d.App.ChangeUnit(t.Context(), who.Actor, change(d, reform.UnitMerge, d.App.Today().AddDays(3)))
		if who.Has(policy.Chief) {
			if err != nil || pageErr != nil {
				t.Errorf("%s: %v, %v", who.Username, err, pageErr)
			}
			continue
		}
		refused(t, who.Username, err, fault.Forbidden, "không có quyền")
		if sees := pageErr == nil; sees != who.Has(policy.Admin) {
			t.Errorf("%s sees the page: %v", who.Username, pageErr)
		}
	}
	page, err := d.App.UnitChangePage(t.Context(), d.Admin.Actor, d.Units.Science.ID)
	if err != nil || page.May || len(page.Tasks)+len(page.People) > 0 || len(page.Changes) != 1 {
		t.Errorf("the administrator sees %+v (%v)", page, err)
	}
	drop := app.DropUnitChange{Unit: d.Units.Science.ID, Seen: 1}
	refused(t, "the administrator gives it up", d.App.DropUnitChange(t.Context(), d.Admin.Actor, drop), fault.Forbidden, "không có quyền")
	if err := d.App.DropUnitChange(t.Context(), d.Chief.Actor, drop); err != nil {
		t.Error(err)
	}
	refused(t, "given up twice", d.App.DropUnitChange(t.Context(), d.Chief.Actor, drop), fault.Conflict, "không bỏ được")
}

func TestUnitChangeIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	later := d.App.Today().AddDays(5)
	back := change(d, reform.UnitMerge, later)
	back.Change.UnitID, back.Change.SuccessorID = d.Units.Centre.ID, d.Units.Science.ID
	if _, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, back); err != nil {
		t.Fatal(err)
	}
	for claim, c := range map[string]struct {
		alter func(*app.ChangeUnit)
		kind  fault.Kind
		words string
	}{
		"no kind":               {func(in *app.ChangeUnit) { in.Change.Kind = "" }, fault.Invalid, "loai"},
		"no day":                {func(in *app.ChangeUnit) { in.Change.TakesEffectOn = calendar.Date{} }, fault.Invalid, "tu_ngay"},
		"before the unit":       {func(in *app.ChangeUnit) { in.Change.TakesEffectOn = calendar.NewDate(2020, 1, 1) }, fault.Invalid, "tu_ngay"},
		"into itself":           {func(in *app.ChangeUnit) { in.Change.SuccessorID = in.Change.UnitID }, fault.Invalid, "don_vi_nhan"},
		"into nothing":          {func(in *app.ChangeUnit) { in.Change.SuccessorID = 0 }, fault.Invalid, "don_vi_nhan"},
		"out of the department": {func(in *app.ChangeUnit) { in.Change.SuccessorID = d.Units.Outside.ID }, fault.Invalid, "don_vi_nhan"},
		"in a circle":           {func(in *app.ChangeUnit) { in.Change.SuccessorID = d.Units.Centre.ID }, fault.Invalid, "sắp nhập vào chính"},
		"parts without a split": {func(in *app.ChangeUnit) { in.Parts.People = map[int64]int64{d.Colleague.Person: d.Units.Office.ID} }, fault.Invalid, "loai"},
		"a part out of the house": {func(in *app.ChangeUnit) {
			in.Change.Kind = reform.UnitSplit
			in.Parts.People = map[int64]int64{d.Colleague.Person: d.Units.Outside.ID}
		}, fault.Invalid, "don_vi_nhan"},
		"a stale page": {func(in *app.ChangeUnit) { in.Seen = 7 }, fault.Conflict, "vừa được người khác thay đổi"},
		"a second plan": {func(in *app.ChangeUnit) {
			in.Change.UnitID, in.Change.SuccessorID = d.Units.Centre.ID, d.Units.Digital.ID
		}, fault.Invalid, "đã có kế hoạch"},
	} {
		in := change(d, reform.UnitMerge, later)
		c.alter(&in)
		_, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, in)
		refused(t, claim, err, c.kind, c.words)
	}
}

func TestMergedUnitMovesItsWorkAndThePastKeepsItsName(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	working, waiting, done := d.InProgress(d.Science), d.Assigned(d.Science), d.TaskIn(reform.TaskCompleted, d.Science)
	shared := d.InProgress(d.Centre, reform.TaskUnit{UnitID: d.Units.Science.ID, Part: reform.Cooperating, Share: "Cung cấp số liệu"})
	both := d.InProgress(d.Centre, reform.TaskUnit{UnitID: d.Units.Science.ID, Part: reform.Cooperating, Share: "Số liệu"},
		reform.TaskUnit{UnitID: d.Units.Digital.ID, Part: reform.Cooperating, Share: "Phần mềm"})
	led := d.InProgress(d.Digital, reform.TaskUnit{UnitID: d.Units.Science.ID, Part: reform.Cooperating, Share: "Góp ý"})
	before := d.Clock.Now()
	d.Clock.Advance(1_000_000_000)
	now, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, change(d, reform.UnitMerge, d.App.Today()))
	if err != nil || !now {
		t.Fatalf("carried out %v (%v)", now, err)
	}
	if unit := unitNow(t, d, d.Units.Science.ID); unit.ValidTo != d.App.Today() || unit.Stands(d.App.Today()) {
		t.Errorf("the unit stands until %s", unit.ValidTo)
	}
	for _, task := range []reform.Task{working, waiting} {
		if got := d.Read(task.Code); got.LeadUnitID != d.Units.Digital.ID || got.State != task.State || got.OfficerID != task.OfficerID {
			t.Errorf("%s is %s's, %s, with %q", task.Code, got.LeadUnit, got.State, got.Officer)
		}
	}
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	past, err := d.DB.TaskAsOf(t.Context(), scope, working.ID, before)
	if err != nil || past.LeadUnit != "Phòng Quản lý Khoa học" {
		t.Errorf("before, it was led by %q (%v)", past.LeadUnit, err)
	}
	if got := d.Read(done.Code); got.LeadUnit != "Phòng Quản lý Khoa học" {
		t.Errorf("what was completed is now led by %s", got.LeadUnit)
	}
	for code, want := range map[string]string{shared.Code: "Phòng Chuyển đổi số: Cung cấp số liệu", both.Code: "Phòng Chuyển đổi số: Phần mềm; Số liệu", led.Code: ""} {
		got := ""
		units, err := d.DB.TaskUnits(t.Context(), scope, d.Read(code).ID)
		for _, unit := range units {
			got += unit.Unit + ": " + unit.Share
		}
		if err != nil || got != want {
			t.Errorf("beside %s stand %q (%v), want %q", code, got, err, want)
		}
	}
	if who, err := d.DB.Person(t.Context(), d.Science.Head.Person); err != nil || who.UnitID != d.Units.Digital.ID {
		t.Errorf("the head is in %s (%v)", who.UnitName, err)
	}
	var successor int64
	if err := d.DB.Pool().QueryRow(t.Context(), `select successor_id from unit_link where predecessor_id = $1`, d.Units.Science.ID).Scan(&successor); err != nil || successor != d.Units.Digital.ID {
		t.Errorf("it is linked to %d (%v)", successor, err)
	}
}

func TestSplitPlacesEachTaskAndPerson(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	mine, colleagues, sent := d.InProgress(d.Science), small.Team{Unit: d.Units.Science, Head: d.Science.Head, Officer: d.Colleague}, d.Submitted(d.Science)
	theirs := d.InProgress(colleagues)
	in := change(d, reform.UnitSplit, d.App.Today())
	office := d.Units.Office.ID
	in.Parts = reform.UnitParts{Tasks: map[int64]int64{mine.ID: office, theirs.ID: office, sent.ID: office}, People: map[int64]int64{d.Science.Officer.Person: office}}
	delete(in.Parts.Tasks, sent.ID)
	if _, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, in); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		claim   string
		task    reform.Task
		unit    int64
		state   reform.TaskState
		officer int64
	}{
		{"its officer came along", mine, office, reform.TaskInProgress, d.Science.Officer.Person},
		{"its officer went elsewhere", theirs, office, reform.TaskAssigned, 0},
		{"sent as complete, its officer went elsewhere", sent, d.Units.Digital.ID, reform.TaskSubmitted, 0},
	} {
		if got := d.Read(c.task.Code); got.LeadUnitID != c.unit || got.State != c.state || got.OfficerID != c.officer {
			t.Errorf("%s: %s's, %s, with %q", c.claim, got.LeadUnit, got.State, got.Officer)
		}
	}
}

func TestPlannedChangeWaitsForItsDay(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	day := d.App.Today().AddDays(3)
	now, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, change(d, reform.UnitClose, day))
	if err != nil || now {
		t.Fatalf("carried out %v (%v)", now, err)
	}
	run := func() {
		if err := d.App.ReorganiseUnits(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	run()
	late := d.InProgress(d.Science)
	d.Clock.Set(day.Start().Add(-1))
	run()
	if !unitNow(t, d, d.Units.Science.ID).Stands(d.App.Today()) || d.Read(late.Code).LeadUnitID != d.Units.Science.ID {
		t.Error("it was carried out too early")
	}
	d.Clock.Set(day.Start())
	run()
	before := lines(t, d)
	run()
	if unitNow(t, d, d.Units.Science.ID).ValidTo != day || d.Read(late.Code).LeadUnitID != d.Units.Digital.ID || lines(t, d) != before {
		t.Error("what was opened after planning did not move, or moved twice")
	}
	if event := newest(t, d, 1)[0]; event.Actor != "Hệ thống" || event.Action != "unit.reorganise" {
		t.Errorf("the audit log ends with %+v", event)
	}
}

func TestUnitsBelowStandUnderTheSuccessor(t *testing.T) {
	t.Parallel()
	for successor, parent := range map[string]string{"digital": "digital", "centre": "leadership"} {
		d := small.Build(t)
		ids := map[string]int64{"digital": d.Units.Digital.ID, "centre": d.Units.Centre.ID, "leadership": d.Units.Leadership.ID}
		in := change(d, reform.UnitClose, d.App.Today())
		in.Change.UnitID, in.Change.SuccessorID = d.Units.Metrology.ID, ids[successor]
		if _, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, in); err != nil {
			t.Fatal(err)
		}
		if got := unitNow(t, d, d.Units.Centre.ID); got.ParentID != ids[parent] {
			t.Errorf("into %s: the centre stands under %d", successor, got.ParentID)
		}
	}
}

func TestUnitWithOpenTasksIsNotClosedByItsForm(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.Assigned(d.Science)
	unit := unitNow(t, d, d.Units.Science.ID)
	unit.ValidTo = d.App.Today()
	refused(t, "closing it", d.App.EditUnit(t.Context(), d.Admin.Actor, unit), fault.Invalid, "den_ngay")
	unit.ValidTo, unit.ShortName = calendar.Date{}, "KH"
	if err := d.App.EditUnit(t.Context(), d.Admin.Actor, unit); err != nil {
		t.Errorf("another edit: %v", err)
	}
}

// Whatever is planned and in whatever order it comes to pass, every open task is led by a unit that stands, nobody is left
// in one that does not, and no task is lost.
func TestNothingIsLostByAnyPlans(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5) {
		t.Run(fmt.Sprint("plans ", seed), func(t *testing.T) {
			t.Parallel()
			d, random := small.Build(t), rand.New(rand.NewPCG(seed, 7))
			open := 0
			for _, team := range []small.Team{d.Science, d.Digital, d.Branch, d.Centre} {
				for _, state := range []reform.TaskState{reform.TaskAssigned, reform.TaskInProgress, reform.TaskSuspended, reform.TaskDeclined} {
					d.TaskIn(state, team)
					open++
				}
			}
			for range 8 {
				plan(t, d, random)
				if random.IntN(2) == 0 {
					nextDay(t, d)
				}
			}
			for range 7 {
				nextDay(t, d)
			}
			standing(t, d, open)
		})
	}
}

// plan plans something for some unit; most of it is possible.
func plan(t *testing.T, d *small.Department, random *rand.Rand) {
	t.Helper()
	units := []int64{d.Units.Office.ID, d.Units.Science.ID, d.Units.Digital.ID, d.Units.Metrology.ID, d.Units.Centre.ID}
	some := func() int64 { return units[random.IntN(len(units))] }
	in := app.ChangeUnit{Change: reform.UnitChange{
		UnitID: some(), SuccessorID: some(), Kind: reform.UnitChangeKinds()[random.IntN(3)], TakesEffectOn: d.App.Today().AddDays(random.IntN(5)),
	}}
	in.Seen = unitNow(t, d, in.Change.UnitID).Version
	if in.Change.Kind == reform.UnitSplit {
		in.Parts = reform.UnitParts{Tasks: map[int64]int64{1 + random.Int64N(16): some()}, People: map[int64]int64{1 + random.Int64N(9): some()}}
	}
	if _, err := d.App.ChangeUnit(t.Context(), d.Chief.Actor, in); err != nil && fault.KindOf(err) != fault.Invalid && fault.KindOf(err) != fault.Conflict {
		t.Fatal(err)
	}
}

func nextDay(t *testing.T, d *small.Department) {
	t.Helper()
	d.Clock.Set(d.App.Today().AddDays(1).Start())
	if err := d.App.ReorganiseUnits(t.Context()); err != nil && fault.KindOf(err) != fault.Conflict {
		t.Fatal(err)
	}
}

func standing(t *testing.T, d *small.Department, open int) {
	t.Helper()
	units, err := d.DB.Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	stands := func(id int64) bool {
		return slices.ContainsFunc(units, func(u reform.Unit) bool { return u.ID == id && u.Stands(d.App.Today()) })
	}
	found := 0
	for _, unit := range units {
		tasks, err := d.DB.UnitTasks(t.Context(), policy.See(d.Chief.Actor, policy.UnitReorganise), unit.ID, 999)
		if err != nil {
			t.Fatal(err)
		}
		if found += len(tasks); len(tasks) > 0 && !stands(unit.ID) {
			t.Errorf("%s stands until %s and leads %d open tasks", unit.Name, unit.ValidTo, len(tasks))
		}
	}
	people, err := d.DB.ActivePeople(t.Context())
	for _, p := range people {
		if !stands(p.UnitID) {
			t.Errorf("%s is in %s, which is no more", p.Name, p.UnitName)
		}
	}
	if found != open || err != nil {
		t.Errorf("%d of %d open tasks are there (%v)", found, open, err)
	}
}
