package app

import (
	"context"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
	"cchc/internal/workflow"
)

// CreateTask asks for a new task in draft.
type CreateTask struct {
	Task    reform.Task // its content; the rest is ignored
	Clauses []int64
}

// CreateTask adds the task in draft and returns it with its code.
func (a *App) CreateTask(ctx context.Context, who policy.Actor, in CreateTask) (reform.Task, error) {
	task := content(reform.Task{State: reform.TaskDraft}, in.Task)
	task.DeadlineKind = reform.DeadlineFixed
	if err := task.Check(); err != nil {
		return task, err
	}
	err := a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.TaskCreate, policy.Subject{Kind: policy.Task})
		if err != nil {
			return err
		}
		if task, err = tx.CreateTask(ctx, grant, task); err != nil {
			return err
		}
		return tx.SetTaskClauses(ctx, grant, task.ID, in.Clauses)
	})
	return task, err
}

const sentenceEnded = "Nhiệm vụ đã kết thúc nên không sửa được nội dung."

// content returns the task with the content fields of from.
func content(task, from reform.Task) reform.Task {
	task.Title, task.Description, task.Area = from.Title, from.Description, from.Area
	task.PlanYear, task.Deliverable = from.PlanYear, from.Deliverable
	return task
}

// EditTask asks to change a task's content.
type EditTask struct {
	Code    string
	Seen    int
	Task    reform.Task // its content; the rest is ignored
	Clauses []int64
}

// EditTask writes the content of a task that is still open; the plan year of a task never changes, since its code has it.
func (a *App) EditTask(ctx context.Context, who policy.Actor, in EditTask) error {
	return a.onTask(ctx, who, in.Code, policy.TaskEdit, func(tx *postgres.Tx, grant policy.Grant, task reform.Task) error {
		if !task.State.Open() {
			return fault.New(fault.Conflict, sentenceEnded)
		}
		next := content(task, in.Task)
		next.PlanYear = task.PlanYear
		if err := next.Check(); err != nil {
			return err
		}
		move, err := task.Edit(next, in.Seen)
		if err != nil {
			return err
		}
		if err := moveTask(ctx, tx, grant, move); err != nil {
			return err
		}
		return tx.SetTaskClauses(ctx, grant, task.ID, in.Clauses)
	})
}

// onTask locks the task in the actor's scope, asks for the Grant and runs the deed in the same transaction.
func (a *App) onTask(ctx context.Context, who policy.Actor, code string, action policy.Action,
	deed func(*postgres.Tx, policy.Grant, reform.Task) error) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		task, err := tx.LockTask(ctx, policy.See(who, policy.TaskRead), code)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, action, task.Subject())
		if err != nil {
			return err
		}
		return deed(tx, grant, task)
	})
}

// MoveTask asks for one step of a task's life.
type MoveTask struct {
	Code    string
	Act     reform.TaskAct
	Seen    int
	Note    string
	Officer int64         // with accept: the officer named in the same act; 0 for nobody yet
	DueOn   calendar.Date // with resume: another deadline; none keeps the one it has
}

// MoveTask takes the step. Assigning and reassigning have deeds of their own, and so have sending a task as complete and
// signing that off.
func (a *App) MoveTask(ctx context.Context, who policy.Actor, in MoveTask) error {
	if in.Act == reform.TaskAssign || in.Act == reform.TaskReassign {
		return fault.New(fault.Invalid, "Giao, chuyển nhiệm vụ cần đơn vị chủ trì và thời hạn.")
	}
	if in.Act.SignsOff() {
		return fault.New(fault.Invalid, "Hoàn thành được gửi, duyệt và xác nhận bằng báo cáo hoàn thành.")
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		task, err := tx.LockTask(ctx, policy.See(who, policy.TaskRead), in.Code)
		if err != nil {
			return err
		}
		step, err := reform.TaskFlow.Next(task.State, in.Act)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, step.Needs, task.Subject())
		if err != nil {
			return err
		}
		if err := childless(task, in.Act); err != nil {
			return err
		}
		if in.Act == reform.TaskAccept && in.Officer != 0 {
			if err := checkOfficer(ctx, tx, who, task, in.Officer); err != nil {
				return err
			}
		}
		move, err := in.move(task, step, who.Person, calendarDay(tx))
		if err != nil {
			return err
		}
		return moveTask(ctx, tx, grant, move)
	})
}

// move returns what the step makes of the task, with the officer or the deadline that came with it.
func (in MoveTask) move(task reform.Task, step workflow.Step[reform.TaskState, reform.TaskAct], who int64, today calendar.Date) (reform.TaskMove, error) {
	move, err := task.Take(step, who, in.Seen, in.Note, today)
	if err != nil {
		return move, err
	}
	if in.Officer != 0 && in.Act == reform.TaskAccept {
		move = move.WithOfficer(task, in.Officer)
	}
	if in.Act == reform.TaskResume {
		return move.WithDue(task, in.DueOn, today)
	}
	return move, nil
}

// NameOfficer asks to put one person of the unit in charge of the task.
type NameOfficer struct {
	Code    string
	Seen    int
	Officer int64
}

// NameOfficer names the officer of a task that its unit is working on.
func (a *App) NameOfficer(ctx context.Context, who policy.Actor, in NameOfficer) error {
	return a.onTask(ctx, who, in.Code, policy.TaskNameOfficer, func(tx *postgres.Tx, grant policy.Grant, task reform.Task) error {
		if !task.TakesOfficer() {
			return fault.New(fault.Conflict, "Chỉ phân công người xử lý khi nhiệm vụ đang thực hiện hoặc tạm hoãn.")
		}
		return in.give(ctx, tx, grant, task)
	})
}

// give puts the person in charge of the task, under the Grant to name its officer.
func (in NameOfficer) give(ctx context.Context, tx *postgres.Tx, grant policy.Grant, task reform.Task) error {
	if err := checkOfficer(ctx, tx, grant.Actor(), task, in.Officer); err != nil {
		return err
	}
	next := task
	next.OfficerID = in.Officer
	move, err := task.Edit(next, in.Seen)
	if err != nil {
		return err
	}
	return moveTask(ctx, tx, grant, move)
}

func checkOfficer(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task, officer int64) error {
	people, err := tx.Officers(ctx, officerUnits(who, task))
	if err != nil {
		return err
	}
	if slices.ContainsFunc(people, func(p reform.Person) bool { return p.ID == officer }) {
		return nil
	}
	return fault.InvalidFields(fault.Field{Name: "nguoi_xu_ly", Message: "Chọn người xử lý thuộc đơn vị chủ trì."})
}

// officerUnits are the units an officer may come from: the lead, and what stands below the actor's own unit.
func officerUnits(who policy.Actor, task reform.Task) []int64 {
	if slices.Contains(who.Branch, task.LeadUnitID) {
		return who.Branch
	}
	return []int64{task.LeadUnitID}
}

// FlagTask asks to make a task a priority, or one no longer.
type FlagTask struct {
	Code     string
	Seen     int
	Priority bool
}

// FlagTask sets the flag of an open task; at most reform.PriorityMost of a plan year have it.
func (a *App) FlagTask(ctx context.Context, who policy.Actor, in FlagTask) error {
	return a.onTask(ctx, who, in.Code, policy.TaskFlag, func(tx *postgres.Tx, grant policy.Grant, task reform.Task) error {
		if !task.State.Open() {
			return fault.New(fault.Conflict, "Nhiệm vụ đã kết thúc nên không đổi được dấu trọng điểm.")
		}
		flagged, err := tx.PriorityTasks(ctx, task.PlanYear)
		if err != nil {
			return err
		}
		if in.Priority && flagged >= reform.PriorityMost {
			return fault.New(fault.Conflict, "Năm nay đã có 15 nhiệm vụ trọng điểm đang mở. Bỏ trọng điểm ở một nhiệm vụ khác trước.")
		}
		next := task
		next.Priority = in.Priority
		move, err := task.Edit(next, in.Seen)
		if err != nil {
			return err
		}
		return moveTask(ctx, tx, grant, move)
	})
}
