package app_test

import (
	"testing"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// inCharge is the vice director in charge of institutions from today.
func inCharge(d *small.Department) reform.Charge {
	return reform.Charge{PersonID: d.ViceLeader.Person, Area: reform.AreaInstitutions, FromOn: d.App.Today()}
}

// fields reads what the person is in charge of as the next request sees it.
func fields(t *testing.T, d *small.Department, who small.Member) policy.Fields {
	t.Helper()
	actor, _, err := d.App.Actor(t.Context(), app.Session{Person: who.Person, Epoch: 1})
	if err != nil {
		t.Fatal(err)
	}
	return actor.Fields
}

func TestOnlyTheChiefPutsLeadersInCharge(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, who := range d.Everybody() {
		before := lines(t, d)
		id, err := d.App.PutInCharge(t.Context(), who.Actor, inCharge(d))
		_, form := d.App.ChargeForm(t.Context(), who.Actor)
		list, listed := d.App.ChargeList(t.Context(), who.Actor, reform.ChargeFilter{})
		if !who.Has(policy.Chief) {
			refused(t, who.Username, err, fault.Forbidden, "không có quyền")
			refused(t, who.Username+" sees the form", form, fault.Forbidden, "không có quyền")
			if listed != nil || list.Total != 0 || len(list.Charges) != 0 {
				t.Errorf("%s sees %d charges (%v)", who.Username, list.Total, listed)
			}
			continue
		}
		if err != nil || form != nil || listed != nil || list.Total != 4 || lines(t, d) != before+1 {
			t.Fatalf("%s: %v, %v, %d charges (%v)", who.Username, err, form, list.Total, listed)
		}
		for _, other := range d.Everybody() {
			if !other.Has(policy.Chief) {
				end := app.EndCharge{ID: id, Seen: 1, Last: d.App.Today()}
				refused(t, other.Username+" ends it", d.App.EndCharge(t.Context(), other.Actor, end), fault.NotFound, "")
			}
		}
		if event := newest(t, d, 1)[0]; event.Action != "charge.manage" || event.ObjectName != "Lương Thị Hoa: Thể chế" {
			t.Errorf("it left %+v", event)
		}
	}
}

func TestChargeIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for claim, c := range map[string]struct {
		change func(*reform.Charge)
		words  string
	}{
		"nobody":                   {func(c *reform.Charge) { c.PersonID = 0 }, "lanh_dao"},
		"a head":                   {func(c *reform.Charge) { c.PersonID = d.Science.Head.Person }, "lanh_dao"},
		"the chief":                {func(c *reform.Charge) { c.PersonID = d.Chief.Person }, "lanh_dao"},
		"no area":                  {func(c *reform.Charge) { c.Area = -1 }, "linh_vuc"},
		"an area there is none of": {func(c *reform.Charge) { c.Area = 9 }, "linh_vuc"},
		"no first day":             {func(c *reform.Charge) { c.FromOn = calendar.Date{} }, "tu_ngay"},
		"days the wrong way round": {func(c *reform.Charge) { c.ToOn = c.FromOn.AddDays(-1) }, "den_ngay"},
		"an area they have":        {func(c *reform.Charge) { c.Area = reform.AreaProcedures }, "tu_ngay"},
		"everything twice":         {func(c *reform.Charge) { c.PersonID, c.Every, c.Area = d.Leader.Person, true, 0 }, "tu_ngay"},
	} {
		in := inCharge(d)
		c.change(&in)
		_, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, in)
		refused(t, claim, err, fault.Invalid, c.words)
	}
}

func TestChargeTakesEffectAtOnceAndEndsWithItsDay(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	institutions := int(reform.AreaInstitutions)
	if fields(t, d, d.ViceLeader).Has(institutions) {
		t.Fatal("in charge before anybody said so")
	}
	id, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, inCharge(d))
	if err != nil || !fields(t, d, d.ViceLeader).Has(institutions) {
		t.Fatalf("not in charge at once (%v)", err)
	}
	ahead := inCharge(d)
	ahead.Area, ahead.FromOn = reform.AreaOrganization, d.App.Today().AddDays(1)
	later, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, ahead)
	if err != nil || fields(t, d, d.ViceLeader).Has(int(reform.AreaOrganization)) {
		t.Errorf("in charge before the day (%v)", err)
	}
	end := app.EndCharge{ID: id, Seen: 1, Last: d.App.Today()}
	if err := d.App.EndCharge(t.Context(), d.Chief.Actor, end); err != nil || !fields(t, d, d.ViceLeader).Has(institutions) {
		t.Errorf("the last day is not theirs (%v)", err)
	}
	d.Clock.Set(d.App.Today().AddDays(1).Start())
	if now := fields(t, d, d.ViceLeader); now.Has(institutions) || !now.Has(int(reform.AreaOrganization)) {
		t.Errorf("the day after they are in charge of %v", now.Areas)
	}
	refused(t, "ended twice", d.App.EndCharge(t.Context(), d.Chief.Actor, app.EndCharge{ID: id, Seen: 2, Last: d.App.Today()}), fault.Conflict, "đã kết thúc")
	refused(t, "taken away once begun", d.App.DropCharge(t.Context(), d.Chief.Actor, later, 1), fault.Conflict, "đã bắt đầu")
}

func TestChargeIsEndedOnADayThatEndsItEarlier(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	today := d.App.Today()
	in := inCharge(d)
	in.FromOn, in.ToOn = today.AddDays(-30), today.AddDays(30)
	id, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, in)
	if err != nil {
		t.Fatal(err)
	}
	end := func(seen int, last calendar.Date) error {
		return d.App.EndCharge(t.Context(), d.Chief.Actor, app.EndCharge{ID: id, Seen: seen, Last: last})
	}
	refused(t, "a stale page", end(7, today), fault.Conflict, "vừa được người khác thay đổi")
	refused(t, "no day", end(1, calendar.Date{}), fault.Invalid, "den_ngay")
	refused(t, "a day long gone", end(1, today.AddDays(-2)), fault.Invalid, "den_ngay")
	refused(t, "a later day", end(1, today.AddDays(31)), fault.Invalid, "den_ngay")
	if err := end(1, today.AddDays(-1)); err != nil || fields(t, d, d.ViceLeader).Has(int(reform.AreaInstitutions)) {
		t.Errorf("ended yesterday, they are still in charge (%v)", err)
	}
	in.FromOn, in.ToOn = today, calendar.Date{}
	if _, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, in); err != nil {
		t.Errorf("the days after: %v", err)
	}
	in.Area, in.FromOn = reform.AreaOrganization, today.AddDays(3)
	wrong, err := d.App.PutInCharge(t.Context(), d.Chief.Actor, in)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.App.DropCharge(t.Context(), d.Chief.Actor, wrong, 1); err != nil {
		t.Error(err)
	}
	list, err := d.App.ChargeList(t.Context(), d.Chief.Actor, reform.ChargeFilter{Over: true})
	if err != nil || list.Total != 1 || list.Charges[0].ID != id {
		t.Errorf("%+v are over (%v)", list.Charges, err)
	}
}
