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

func TestInstructionIsATaskOfItsUnitAtOnce(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	given := d.Instructed(d.ViceLeader, d.Science, reform.AreaProcedures)
	if given.State != reform.TaskAssigned || given.LeadUnitID != d.Units.Science.ID || given.DueOn != d.App.Today().AddDays(7) || given.OriginalDueOn != given.DueOn ||
		given.Area != reform.AreaProcedures || given.Deliverable != "Báo cáo" || !given.Instructed {
		t.Errorf("it became %+v", given)
	}
	origin, err := d.DB.TaskOrigin(t.Context(), policy.See(d.Science.Head.Actor, policy.TaskRead), given.ID)
	if err != nil || origin.Decider != d.ViceLeader.Name || origin.Direction != "Báo cáo số hồ sơ quá hạn và nguyên nhân." {
		t.Errorf("the task comes from %+v (%v)", origin, err)
	}
	for _, who := range []small.Member{d.Science.Head, d.Clerk, d.Chief} {
		list, err := d.App.Notices(t.Context(), who.Actor, 1)
		if err != nil || len(list.Notices) != 1 || list.Notices[0].Name != given.Code || !strings.Contains(list.Notices[0].Title, d.ViceLeader.Name) {
			t.Errorf("%s was told %+v (%v)", who.Username, list.Notices, err)
		}
	}
	if list, err := d.App.Notices(t.Context(), d.Digital.Head.Actor, 1); err != nil || len(list.Notices) != 0 {
		t.Errorf("another unit was told %+v (%v)", list.Notices, err)
	}
}

func TestOnlyALeaderInstructsAndOnlyInTheirField(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	in := d.Instructing(d.Science, reform.AreaInstitutions)
	for _, who := range []small.Member{d.ViceLeader, d.Chief, d.Clerk, d.Science.Head, d.Science.Officer, d.Observer, d.Admin} {
		if _, err := d.App.GiveInstruction(t.Context(), who.Actor, in); fault.KindOf(err) != fault.Forbidden || err == nil {
			t.Errorf("%s instructs: %v", who.Username, err)
		}
		if _, err := d.App.InstructForm(t.Context(), who.Actor); (err == nil) != (who.Username == d.ViceLeader.Username) {
			t.Errorf("%s is shown the form: %v", who.Username, err)
		}
	}
	form, err := d.App.InstructForm(t.Context(), d.ViceLeader.Actor)
	if want := []reform.Area{reform.AreaProcedures, reform.AreaDigitalGov}; err != nil || !slices.Equal(form.Areas, want) {
		t.Errorf("the vice director may choose %v (%v)", form.Areas, err)
	}
	deputy := d.Acting(d.ViceLeader, d.Deputyship(d.Leader, d.ViceLeader, d.App.Today(), d.App.Today().AddDays(3)))
	if _, err := d.App.GiveInstruction(t.Context(), deputy.Actor, in); err != nil {
		t.Fatalf("in the director's place: %v", err)
	}
	list := instructions(t, d, d.Leader, reform.InstructionFilter{Leader: d.Leader.Person})
	if len(list.Lines) != 1 || list.Lines[0].Leader != d.Leader.Name || list.Lines[0].By != d.ViceLeader.Name {
		t.Errorf("both names are not kept: %+v", list.Lines)
	}
}

func TestWrongInstructionIsSaidBesideItsFields(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	outside := d.Instructing(d.Science, reform.AreaProcedures)
	outside.Unit = d.Units.Outside
	late := d.Instructing(d.Science, reform.AreaProcedures)
	late.DueOn = d.App.Today().AddDays(-1)
	for name, c := range map[string]struct {
		in     reform.Instruct
		fields []string
	}{
		"nothing":         {reform.Instruct{NoArea: true}, []string{"don_vi", "noi_dung", "han_moi", "linh_vuc"}},
		"an outside unit": {outside, []string{"don_vi"}},
		"a past day":      {late, []string{"han_moi"}},
	} {
		_, err := d.App.GiveInstruction(t.Context(), d.Leader.Actor, c.in)
		var fields []string
		if f, wrong := fault.As(err); wrong {
			for _, field := range f.Fields {
				fields = append(fields, field.Name)
			}
		}
		if !slices.Equal(fields, c.fields) {
			t.Errorf("%s: %v, want something about %v", name, err, c.fields)
		}
	}
}

func instructions(t *testing.T, d *small.Department, who small.Member, f reform.InstructionFilter) app.InstructionList {
	t.Helper()
	list, err := d.App.InstructionList(t.Context(), who.Actor, f)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestEveryInstructionIsListedWithWhatCameOfIt(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	waiting := d.Instructed(d.Leader, d.Science, reform.AreaProcedures)
	done := d.Instructed(d.ViceLeader, d.Digital, reform.AreaDigitalGov)
	done = d.Move(done, d.Digital.Head, app.MoveTask{Act: reform.TaskAccept, Officer: d.Digital.Officer.Person})
	d.Sign(d.Sign(d.Complete(done, d.Digital.Officer), d.Digital.Head, reform.CompletionApprove), d.Clerk, reform.CompletionAccept)
	moved, _ := d.Decided(d.Effect(reform.EffectDeadline))
	d.Decided(d.Effect(reform.EffectRefer))
	d.Decided(d.Effect(reform.EffectRefuse))
	d.Decided(d.Effect(reform.EffectInstruction))
	list := instructions(t, d, d.Leader, reform.InstructionFilter{})
	if list.Total != 6 || len(list.Lines) != 6 {
		t.Fatalf("%d of %d instructions: %+v", len(list.Lines), list.Total, list.Lines)
	}
	states := map[string]reform.InstructionState{}
	for _, line := range list.Lines {
		states[line.Task] = line.State
	}
	if states[waiting.Code] != reform.InstructionWaiting || states[done.Code] != reform.InstructionDone || states[moved.Code] != reform.InstructionUnder {
		t.Errorf("they stand %v", states)
	}
	d.Clock.Set(d.App.Today().AddDays(200).Start())
	late := instructions(t, d, d.Observer, reform.InstructionFilter{State: reform.InstructionOverdue})
	if late.Counts[reform.InstructionNoted] != 1 || late.Counts[reform.InstructionDone] != 1 || late.Counts[reform.InstructionOverdue] != 4 || len(late.Lines) != 4 {
		t.Errorf("later they stand %v, %d lines", late.Counts, len(late.Lines))
	}
}
