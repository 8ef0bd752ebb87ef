package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/document"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

// InstructionList is one page of what leaders told units to do, with how many there are in each state.
type InstructionList struct {
	Filter  reform.InstructionFilter // its page is the one shown
	Lines   []reform.InstructionLine
	Counts  map[reform.InstructionState]int
	Total   int // of the filter; past reform.CountLimit: more
	Leaders []reform.Leader
	Units   []reform.Unit
	Mine    int64 // the leader as whom the actor reads; 0 for no leader
	MayGive bool
}

// InstructionList reads a page of the instructions for whoever watches over every unit.
func (a *App) InstructionList(ctx context.Context, who policy.Actor, f reform.InstructionFilter) (InstructionList, error) {
	scope := policy.See(who, policy.BoardRead)
	f.Today = a.Today()
	list := InstructionList{Counts: map[reform.InstructionState]int{}, Mine: a.LeaderOf(who), MayGive: who.Reach(policy.InstructionGive) > policy.Nothing}
	var counts []reform.InstructionCount
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { counts, err = r.CountInstructions(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { list.Leaders, err = r.Leaders(ctx, f.Today); return },
		func(r postgres.Reader) (err error) { list.Units, err = r.Units(ctx); return },
	)
	if err != nil {
		return list, err
	}
	for _, count := range counts {
		list.Counts[count.State] = count.N
		if f.State == "" || f.State == count.State {
			list.Total += count.N
		}
	}
	f.Page = max(min(f.Page, reform.LastPage(list.Total)), 1)
	list.Filter = f
	list.Lines, err = a.DB.Instructions(ctx, scope, f)
	return list, err
}

// InstructForm is what a leader chooses from who tells a unit to do something.
type InstructForm struct {
	Units []reform.Unit // that stand and take tasks
	Areas []reform.Area // the leader is in charge of
	Days  calendar.Days
}

// InstructForm reads it for whoever may instruct units; a forbidden fault says so otherwise.
func (a *App) InstructForm(ctx context.Context, who policy.Actor) (InstructForm, error) {
	var form InstructForm
	if who.Reach(policy.InstructionGive) == policy.Nothing {
		_, err := policy.Allow(who, policy.InstructionGive, policy.Subject{Kind: policy.Instruction})
		return form, err
	}
	for _, area := range reform.Areas() {
		if allowed(who, policy.InstructionGive, reform.Instruct{Area: area}.Subject()) {
			form.Areas = append(form.Areas, area)
		}
	}
	return form, inOrder(
		func() (err error) { form.Units, err = a.standingUnits(ctx); return },
		func() (err error) { form.Days, err = a.Days(ctx); return },
	)
}

// GiveInstruction makes what a leader tells a unit a task of that unit at once, tells its head and the Office, and returns the task.
// Of the unit only the number is read.
func (a *App) GiveInstruction(ctx context.Context, who policy.Actor, in reform.Instruct) (reform.Task, error) {
	var given reform.Task
	return given, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		units, err := tx.Units(ctx)
		if err != nil {
			return err
		}
		today := calendarDay(tx)
		in.Unit = takesTasks(units, in.Unit.ID, today)
		if err := in.Check(today); err != nil { // first, since who may give it depends on the area that was chosen
			return err
		}
		grant, err := policy.Allow(who, policy.InstructionGive, in.Subject())
		if err != nil {
			return err
		}
		making, err := policy.Allow(who, policy.TaskInstruct, policy.Subject{Kind: policy.Task, Area: int(in.Area)})
		if err != nil {
			return err
		}
		if given, err = tx.CreateTask(ctx, making, in.Task(today)); err != nil {
			return err
		}
		id, err := tx.KeepInstruction(ctx, grant, given, in.Text, in.DueOn)
		if err != nil {
			return err
		}
		to := reform.Audience{HeadsOf: []int64{given.LeadUnitID}, Office: true}
		return tx.Tell(ctx, grant, id, to, reform.InstructionOf(cmp.Or(who.ForName, who.Name), in, given), fmt.Sprintf("instruction.%d", id))
	})
}

// takesTasks returns the unit with this number where it stands on the day and takes tasks; the zero value otherwise.
func takesTasks(units []reform.Unit, id int64, on calendar.Date) reform.Unit {
	at := slices.IndexFunc(units, func(u reform.Unit) bool { return u.ID == id && u.TakesTasks() && u.Stands(on) })
	if at < 0 {
		return reform.Unit{}
	}
	return units[at]
}

// LeaderOf returns the leader whose instructions are the actor's own: the actor, or whom they stand in for; 0 for no leader.
func (a *App) LeaderOf(who policy.Actor) int64 {
	if who.Reach(policy.InstructionGive) == policy.Nothing {
		return 0
	}
	return cmp.Or(who.For, who.Person)
}

// ExportInstructions makes a workbook of the instructions that the filter asks for, the newest reform.CountLimit of them, and records
// that it was taken out; the department stands at its head. Close what comes back.
func (a *App) ExportInstructions(ctx context.Context, who policy.Actor, f reform.InstructionFilter, department string) (*document.Instructions, error) {
	grant, err := policy.Allow(who, policy.BoardRead, policy.Subject{Kind: policy.Portal})
	if err != nil {
		return nil, err
	}
	f.Today = a.Today()
	var book *document.Instructions
	err = a.DB.Write(ctx, func(tx *postgres.Tx) error {
		asked, err := askedInstructions(ctx, tx, f)
		if err != nil {
			return err
		}
		lines, err := tx.EveryInstruction(ctx, policy.See(who, policy.BoardRead), f)
		if err != nil {
			return err
		}
		stamp := "Xuất lúc " + calendar.Stamp(tx.Now) + ", người xuất: " + who.Name
		if book, err = document.NewInstructions(document.Head{Department: department, Title: reform.InstructionsTitle, Period: asked, Stamp: stamp}); err != nil {
			return err
		}
		for _, line := range lines {
			if err := book.Add(line); err != nil {
				return err
			}
		}
		return tx.RecordAct(ctx, grant, reform.InstructionsFile, "Xuất ý kiến chỉ đạo: "+asked+"; "+viet.Int(len(lines))+" ý kiến")
	})
	if err != nil && book != nil {
		_ = book.Close() // the first error is the one to tell
	}
	return book, err
}

// askedInstructions says in words what the filter asks for.
func askedInstructions(ctx context.Context, tx *postgres.Tx, f reform.InstructionFilter) (string, error) {
	units, err := tx.Units(ctx)
	if err != nil {
		return "", err
	}
	names, err := tx.PeopleNamed(ctx, []int64{f.Leader})
	return f.Words(UnitNamed(units, f.Unit), names[f.Leader]), err
}
