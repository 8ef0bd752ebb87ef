package app

import (
	"context"
	"slices"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// SplitTask asks to give each of the units a task of its own below a task that was given already.
type SplitTask struct {
	Code  string
	Seen  int
	Every bool    // every unit that has none yet
	Units []int64 // otherwise these
	DueOn calendar.Date
}

// SplitTask makes one child of the task for each unit chosen, with the task's own title, clauses and deliverable. A unit that
// has a child already gets no second one; later the same deed adds further units.
func (a *App) SplitTask(ctx context.Context, who policy.Actor, in SplitTask) error {
	return a.onTask(ctx, who, in.Code, policy.TaskSplit, func(tx *postgres.Tx, grant policy.Grant, task reform.Task) error {
		if err := task.CheckSplit(); err != nil {
			return err
		}
		units, err := in.chosen(ctx, tx, who, task)
		if err != nil {
			return err
		}
		move, err := task.Edit(task, in.Seen)
		if err != nil {
			return err
		}
		move.Changes = []reform.Change{{Field: "split_to", To: names(units)}}
		if err := moveTask(ctx, tx, grant, move); err != nil {
			return err
		}
		task.DueOn, task.OriginalDueOn = in.DueOn, in.DueOn
		return addChildren(ctx, tx, who, task, units)
	})
}

// chosen returns the units that get a task of their own, or an invalid fault that names what is wrong with the choice.
func (in SplitTask) chosen(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task) ([]reform.Unit, error) {
	all, err := tx.Units(ctx)
	if err != nil {
		return nil, err
	}
	children, err := tx.ChildTasks(ctx, policy.See(who, policy.TaskRead), task.ID)
	if err != nil {
		return nil, err
	}
	free := withoutChild(takingTasks(all, calendarDay(tx)), children)
	units := slices.DeleteFunc(slices.Clone(free), func(u reform.Unit) bool { return !in.Every && !slices.Contains(in.Units, u.ID) })
	var check fault.Check
	check.That(len(units) > 0, "don_vi", "Chọn ít nhất một đơn vị chưa có việc con.")
	check.That(in.Every || len(units) == len(in.Units), "don_vi", "Chỉ chọn đơn vị đang hoạt động và chưa có việc con của nhiệm vụ này.")
	standing := task.DeadlineKind == reform.DeadlineStanding
	check.That(standing || !in.DueOn.IsZero(), "han", "Nhập thời hạn của việc con, ví dụ 05/12/2026.")
	check.That(!standing || in.DueOn.IsZero(), "han", "Việc thường xuyên không có thời hạn: để trống ô này.")
	check.That(in.DueOn.IsZero() || !in.DueOn.Before(calendarDay(tx)), "han", "Thời hạn không được trước hôm nay "+calendarDay(tx).Vietnamese()+".")
	return units, check.Err()
}

func names(units []reform.Unit) string {
	list := make([]string, 0, len(units))
	for _, unit := range units {
		list = append(list, unit.Name)
	}
	return strings.Join(list, "; ")
}

// takingTasks leaves the units that "mọi phòng, đơn vị" means on the day.
func takingTasks(units []reform.Unit, on calendar.Date) []reform.Unit {
	return slices.DeleteFunc(slices.Clone(units), func(u reform.Unit) bool { return !u.TakesTasks() || !u.Stands(on) })
}

// withoutChild leaves the units that lead none of the children.
func withoutChild(units []reform.Unit, children []reform.TaskLine) []reform.Unit {
	return slices.DeleteFunc(slices.Clone(units), func(u reform.Unit) bool {
		return slices.ContainsFunc(children, func(c reform.TaskLine) bool { return c.LeadUnitID == u.ID })
	})
}

// addChildren makes one child of the parent for each unit.
func addChildren(ctx context.Context, tx *postgres.Tx, who policy.Actor, parent reform.Task, units []reform.Unit) error {
	clauses, err := tx.SourceClauses(ctx, policy.See(who, policy.TaskRead), parent.ID)
	if err != nil {
		return err
	}
	for _, unit := range units {
		if err := addChild(ctx, tx, who, parent.ChildFor(unit, calendarDay(tx)), clauseIDs(clauses)); err != nil {
			return err
		}
	}
	return nil
}

func addChild(ctx context.Context, tx *postgres.Tx, who policy.Actor, child reform.Task, clauses []int64) error {
	grant, err := policy.Allow(who, policy.TaskCreate, policy.Subject{Kind: policy.Task})
	if err != nil {
		return err
	}
	child, err = tx.CreateTask(ctx, grant, child)
	if err != nil {
		return err
	}
	return tx.SetTaskClauses(ctx, grant, child.ID, clauses)
}

func clauseIDs(clauses []reform.SourceClause) []int64 {
	ids := make([]int64, 0, len(clauses))
	for _, clause := range clauses {
		ids = append(ids, clause.ID)
	}
	return ids
}

// SplitForm is what the page that splits a task offers.
type SplitForm struct {
	Task     reform.Task
	Units    []reform.Unit     // those that can get a task of their own
	Children []reform.TaskLine // those that units have already
	Closed   string            // why the task cannot be split; "" when it can
}

// SplitForm reads the form for a task the actor may split; a forbidden fault says so otherwise.
func (a *App) SplitForm(ctx context.Context, who policy.Actor, code string) (SplitForm, error) {
	form, err := a.TaskForm(ctx, who, code, policy.TaskSplit)
	if err != nil {
		return SplitForm{}, err
	}
	split := SplitForm{Task: form.Task, Closed: fault.Sentence(form.Task.CheckSplit())}
	split.Children, err = a.DB.ChildTasks(ctx, policy.See(who, policy.TaskRead), form.Task.ID)
	split.Units = withoutChild(takingTasks(form.Units, a.Today()), split.Children)
	return split, err
}
