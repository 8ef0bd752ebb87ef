package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// IndicatorList is one page of the indicators, by area.
type IndicatorList struct {
	Lines     []reform.IndicatorLine
	Total     int
	Page      int // the page shown: the last one where a later one was asked for
	MayManage bool
}

// IndicatorList reads a page of the indicators, each with the tasks in the actor's reach.
func (a *App) IndicatorList(ctx context.Context, who policy.Actor, f reform.IndicatorFilter) (IndicatorList, error) {
	see, tasks := policy.See(who, policy.IndicatorRead), policy.See(who, policy.TaskRead)
	list := IndicatorList{MayManage: who.Reach(policy.IndicatorManage) == policy.All}
	err := inOrder(
		func() (err error) { list.Total, err = a.DB.CountIndicators(ctx, see, f); return },
		func() (err error) {
			f.Page = min(f.Page, reform.LastPage(list.Total))
			list.Page = f.Page
			list.Lines, err = a.DB.Indicators(ctx, see, tasks, f)
			return
		},
	)
	return list, err
}

// IndicatorForm is an indicator about to be written, with the clauses that can set it.
type IndicatorForm struct {
	Line    reform.IndicatorLine // the zero value for a new one
	Choices []reform.SourceClause
}

// IndicatorForm reads the form of one indicator, or of a new one where the number is 0.
func (a *App) IndicatorForm(ctx context.Context, who policy.Actor, id int64) (IndicatorForm, error) {
	form := IndicatorForm{Line: reform.IndicatorLine{Indicator: reform.Indicator{Area: -1}}}
	if id != 0 {
		line, err := a.DB.Indicator(ctx, policy.See(who, policy.IndicatorRead), policy.See(who, policy.TaskRead), id)
		if err != nil {
			return form, err
		}
		form.Line = line
	}
	if _, err := policy.Allow(who, policy.IndicatorManage, form.Line.Subject()); err != nil {
		return form, err
	}
	var err error
	form.Choices, err = a.DB.SourceChoices(ctx, policy.See(who, policy.DocumentRead), choicesMost)
	return form, err
}

// SetIndicator asks to add an indicator or, where it has a number, to write it over the version it was read at.
type SetIndicator struct {
	Indicator reform.Indicator
	Tasks     []string // codes of the tasks that serve it
}

// SetIndicator keeps the indicator and which tasks serve it; it returns the indicator's number.
func (a *App) SetIndicator(ctx context.Context, who policy.Actor, in SetIndicator) (int64, error) {
	var id int64
	return id, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		before, err := indicatorBefore(ctx, tx, who, in.Indicator.ID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.IndicatorManage, before.Subject())
		if err != nil {
			return err
		}
		next, err := indicatorAfter(ctx, tx, who, in)
		if err != nil {
			return err
		}
		id, err = tx.SetIndicator(ctx, grant, next, before.ChangesTo(next))
		return err
	})
}

// indicatorBefore returns the indicator as it is; the zero value for one about to be made.
func indicatorBefore(ctx context.Context, tx *postgres.Tx, who policy.Actor, id int64) (reform.IndicatorLine, error) {
	if id == 0 {
		return reform.IndicatorLine{}, nil
	}
	return tx.Indicator(ctx, policy.See(who, policy.IndicatorRead), policy.See(who, policy.TaskRead), id)
}

// indicatorAfter returns what the deed makes of the indicator, with its clause and its tasks, or an invalid fault that names every
// field that is wrong.
func indicatorAfter(ctx context.Context, tx *postgres.Tx, who policy.Actor, in SetIndicator) (reform.IndicatorLine, error) {
	next := reform.IndicatorLine{Indicator: in.Indicator}
	tasks, err := tx.TasksCoded(ctx, policy.See(who, policy.TaskRead), in.Tasks)
	if err != nil {
		return next, err
	}
	clauses, err := tx.SourcesNamed(ctx, policy.See(who, policy.DocumentRead), []int64{in.Indicator.ClauseID})
	if err != nil {
		return next, err
	}
	var check fault.Check
	in.Indicator.Check(&check)
	reform.CheckTasks(&check, in.Tasks, tasks)
	check.That(in.Indicator.ClauseID == 0 || len(clauses) == 1, "khoan", "Điều khoản này không còn. Chọn lại.")
	if next.Tasks = tasks; len(clauses) == 1 {
		next.Clause = &clauses[0]
	}
	return next, check.Err()
}

// serves reads the indicators that the task serves, where it serves any.
func (p *TaskPage) serves(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	if !p.Task.Measured {
		return nil
	}
	return []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) {
			p.Serves, err = r.IndicatorsOf(ctx, scope, []int64{p.Task.ID})
			return
		},
	}
}
