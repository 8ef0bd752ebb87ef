package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// AssignTask asks to give a task to the unit that leads it and to those beside it.
type AssignTask struct {
	Code        string
	Seen        int
	LeadUnit    int64
	Units       []reform.TaskUnit
	Deadline    reform.DeadlineKind
	DueOn       calendar.Date
	Series      reform.Series // where the deadline is periodic
	Deliverable string
	EveryUnit   bool // also one child task for every unit of the department
}

// AssignTask gives a drafted or declined task to its lead unit; with EveryUnit the task becomes the parent of one child per
// unit, and the Office leads it where no other unit is named.
func (a *App) AssignTask(ctx context.Context, who policy.Actor, in AssignTask) error {
	return a.onTask(ctx, who, in.Code, policy.TaskAssign, func(tx *postgres.Tx, grant policy.Grant, task reform.Task) error {
		if err := in.complete(ctx, tx, task); err != nil {
			return err
		}
		move, err := in.move(task, who, calendarDay(tx))
		if err != nil {
			return err
		}
		if err := in.checkUnits(ctx, tx); err != nil {
			return err
		}
		if err := in.mayRepeat(who, task); err != nil {
			return err
		}
		if err := moveTask(ctx, tx, grant, move); err != nil {
			return err
		}
		if err := setUnits(ctx, tx, grant, move.Becomes, in.Units); err != nil {
			return err
		}
		if err := tx.SetSeries(ctx, grant, move.Becomes, in.Series.Settled()); err != nil {
			return err
		}
		if !in.EveryUnit {
			return nil
		}
		units, err := tx.Units(ctx)
		if err != nil {
			return err
		}
		return addChildren(ctx, tx, who, move.Becomes, takingTasks(units, calendarDay(tx)))
	})
}

// complete fills in the lead of a task for every unit, and refuses to make its children twice.
func (in *AssignTask) complete(ctx context.Context, tx *postgres.Tx, task reform.Task) error {
	if !in.EveryUnit {
		return nil
	}
	if in.Deadline == reform.DeadlinePeriodic {
		return fault.InvalidFields(fault.Field{Name: "moi_don_vi", Message: "Việc định kỳ giao cho từng đơn vị một: bỏ chọn ô này."})
	}
	if task.Children > 0 {
		return fault.New(fault.Conflict, "Nhiệm vụ này đã có việc con cho từng đơn vị. Bỏ chọn “Giao cho mọi phòng, đơn vị” rồi giao lại; "+
			"thêm đơn vị bằng nút “Chia cho đơn vị” ở trang nhiệm vụ.")
	}
	if in.LeadUnit != 0 {
		return nil
	}
	var err error
	in.LeadUnit, err = officeUnit(ctx, tx, calendarDay(tx))
	return err
}

// move returns the step that gives the task as asked, or a fault that says what keeps it from being given.
func (in AssignTask) move(task reform.Task, who policy.Actor, today calendar.Date) (reform.TaskMove, error) {
	step, err := reform.TaskFlow.Next(task.State, reform.TaskAssign)
	if err != nil {
		return reform.TaskMove{}, err
	}
	given := in.apply(task, today)
	if err := given.CheckAssignment(in.Units, in.Series, today); err != nil {
		return reform.TaskMove{}, err
	}
	move, err := given.Take(step, who.Person, in.Seen, "", today)
	move.Changes = task.ChangesTo(move.Becomes)
	return move, err
}

// mayRepeat returns a forbidden fault where the task is to become a series and the actor may make none, and an invalid one
// where the tasks below it are not those of its kind.
func (in AssignTask) mayRepeat(who policy.Actor, task reform.Task) error {
	repeats := in.Deadline == reform.DeadlinePeriodic
	if task.Children > 0 && repeats != task.Repeats() {
		return fault.InvalidFields(fault.Field{
			Name: "kieu_han", Message: "Nhiệm vụ này đã có việc con hoặc kỳ đã mở nên không đổi giữa Định kỳ và kiểu khác. Tạo nhiệm vụ mới.",
		})
	}
	if !repeats {
		return nil
	}
	_, err := policy.Allow(who, policy.TaskSchedule, task.Subject())
	return err
}

// checkUnits returns an invalid fault where a unit that is named does not stand today or lies outside the department.
func (in AssignTask) checkUnits(ctx context.Context, tx *postgres.Tx) error {
	units, err := tx.Units(ctx)
	if err != nil {
		return err
	}
	stands := map[int64]bool{}
	for _, unit := range units {
		stands[unit.ID] = unit.Stands(calendarDay(tx)) && unit.Kind != reform.UnitOutside
	}
	var check fault.Check
	check.That(stands[in.LeadUnit], "chu_tri", "Chọn đơn vị chủ trì đang hoạt động của Sở.")
	for _, other := range in.Units {
		check.That(stands[other.UnitID], "phoi_hop", "Chọn đơn vị phối hợp, theo dõi đang hoạt động của Sở.")
	}
	return check.Err()
}

// officeUnit returns the department's Office; 0 when it has none that stands on the day.
func officeUnit(ctx context.Context, tx *postgres.Tx, on calendar.Date) (int64, error) {
	units, err := tx.Units(ctx)
	for _, unit := range units {
		if unit.Kind == reform.UnitOffice && unit.Stands(on) {
			return unit.ID, nil
		}
	}
	return 0, err
}

// apply returns the task as assigned today. The first deadline it ever had stays the original one, also when a declined
// task is given again with another.
func (in AssignTask) apply(task reform.Task, today calendar.Date) reform.Task {
	task.LeadUnitID, task.DeadlineKind, task.DueOn = in.LeadUnit, in.Deadline, in.DueOn
	if task.OriginalDueOn.IsZero() {
		task.OriginalDueOn = in.DueOn
	}
	task.Deliverable, task.AssignedOn, task.OfficerID = in.Deliverable, today, 0
	return task
}

// calendarDay returns the day of the transaction's instant.
func calendarDay(tx *postgres.Tx) calendar.Date { return calendar.DateOf(tx.Now) }
