package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

var reorganises = []policy.Action{policy.UnitReorganise}

const (
	sqlCreateUnitChange = `
insert into unit_change (unit_id, kind, takes_effect_on, successor_id, note, named_by, named_at)
values (@unit, @kind, @on, @successor, @note, @actor, @now)
returning id`
	sqlPlaceTask   = `insert into unit_change_task (change_id, task_id, unit_id) values (@change, @id, @unit)`
	sqlPlacePerson = `insert into unit_change_person (change_id, person_id, unit_id) values (@change, @id, @unit)`
)

// CreateUnitChange keeps the plan of the unit with its parts and returns its number.
func (tx *Tx) CreateUnitChange(ctx context.Context, grant policy.Grant, c reform.UnitChange, parts reform.UnitParts, unit string) (int64, error) {
	var changes reform.Changes
	changes.Text("unit_change", "", string(c.Kind))
	changes.Date("takes_effect_on", reform.UnitChange{}.TakesEffectOn, c.TakesEffectOn)
	changes.Number("successor", 0, c.SuccessorID)
	e := entry{kind: policy.UnitChange, allowed: reorganises, name: unit, changes: changes, note: c.Note}
	id, err := tx.write(ctx, grant, e, sqlCreateUnitChange, pgx.NamedArgs{
		"unit": c.UnitID, "kind": c.Kind, "on": c.TakesEffectOn, "successor": c.SuccessorID, "note": c.Note,
		"actor": grant.Actor().Person, "now": tx.Now,
	})
	if err != nil {
		return 0, err
	}
	for task, to := range parts.Tasks {
		if err := tx.also(ctx, grant, id, sqlPlaceTask, pgx.NamedArgs{"change": id, "id": task, "unit": to}); err != nil {
			return 0, err
		}
	}
	for person, to := range parts.People {
		if err := tx.also(ctx, grant, id, sqlPlacePerson, pgx.NamedArgs{"change": id, "id": person, "unit": to}); err != nil {
			return 0, err
		}
	}
	return id, nil
}

const (
	sqlDropUnitChange = `
update unit_change set dropped_at = @now, version = version + 1
where id = @id and version = @version and done_at is null and dropped_at is null
returning id`
	sqlFinishUnitChange = `
update unit_change set done_at = @now, version = version + 1
where id = @id and version = @version and done_at is null and dropped_at is null
returning id`
)

// DropUnitChange gives up the plan, over the version it was read at.
func (tx *Tx) DropUnitChange(ctx context.Context, grant policy.Grant, c reform.UnitChange, unit string) error {
	_, err := tx.write(ctx, grant, settles(c, unit, "Bỏ kế hoạch"), sqlDropUnitChange, tx.settling(c))
	return err
}

// FinishUnitChange marks the change as carried out.
func (tx *Tx) FinishUnitChange(ctx context.Context, grant policy.Grant, c reform.UnitChange, unit string) error {
	_, err := tx.write(ctx, grant, settles(c, unit, "Đã thực hiện"), sqlFinishUnitChange, tx.settling(c))
	return err
}

func settles(c reform.UnitChange, unit, note string) entry {
	return entry{kind: policy.UnitChange, id: c.ID, allowed: reorganises, name: unit, note: note}
}

func (tx *Tx) settling(c reform.UnitChange) pgx.NamedArgs {
	return pgx.NamedArgs{"id": c.ID, "version": c.Version, "now": tx.Now}
}

const sqlLinkUnit = `insert into unit_link (predecessor_id, successor_id) values (@unit, @successor) on conflict do nothing`

// LinkUnit keeps that the successor came out of the unit, under the Grant that closed it.
func (tx *Tx) LinkUnit(ctx context.Context, grant policy.Grant, unit, successor int64) error {
	return tx.also(ctx, grant, unit, sqlLinkUnit, pgx.NamedArgs{"unit": unit, "successor": successor})
}

const sqlMovePerson = `update person set unit_id = @unit, version = version + 1 where id = @id and version = @version returning id`

// MovePerson puts the person into the unit.
func (tx *Tx) MovePerson(ctx context.Context, grant policy.Grant, p reform.Person, unit int64) error {
	next := p
	next.UnitID = unit
	e := entry{kind: policy.Person, id: p.ID, allowed: reorganises, name: p.Username, changes: p.ChangesTo(next)}
	_, err := tx.write(ctx, grant, e, sqlMovePerson, pgx.NamedArgs{"id": p.ID, "version": p.Version, "unit": unit})
	return err
}

const (
	sqlMoveReports = `update report set unit_id = @unit where task_id = @task and state in ('draft', 'submitted', 'returned', 'approved')`
	sqlLeadAlone   = `
delete from task_unit u where u.task_id = @task and u.unit_id = @unit and u.state = 'asked'
	and not exists (select from attachment a where a.share_id = u.id)`
)

// FollowTask makes what is under way on the task its new lead's: the report being signed off, and what that unit was asked
// for beside the old lead.
func (tx *Tx) FollowTask(ctx context.Context, grant policy.Grant, task, unit int64) error {
	args := pgx.NamedArgs{"task": task, "unit": unit}
	if err := tx.also(ctx, grant, task, sqlMoveReports, args); err != nil {
		return err
	}
	return tx.also(ctx, grant, task, sqlLeadAlone, args)
}

// fragOwes are the shares u of the unit that are still open, on open tasks t.
const fragOwes = ` u.unit_id = @unit and u.state = 'asked' and u.task_id = t.id and t.open`

// fragHas says that the successor leads the task or has such a share already.
const fragHas = ` (t.lead_unit_id = @successor or exists (select from task_unit s where s.task_id = t.id and s.unit_id = @successor and s.part = u.part))`

const (
	sqlJoinShares = `
update task_unit s set share = left(concat_ws('; ', nullif(s.share, ''), nullif(u.share, '')), 500), state = 'asked', version = s.version + 1
from task_unit u, task t
where` + fragOwes + ` and u.part = 'cooperating' and s.task_id = t.id and s.unit_id = @successor and s.part = u.part`
	sqlDropShares = `
delete from task_unit u using task t where` + fragOwes + ` and` + fragHas + ` and not exists (select from attachment a where a.share_id = u.id)`
	sqlMoveShares = `update task_unit u set unit_id = @successor, version = u.version + 1 from task t where` + fragOwes + ` and not` + fragHas
)

// MoveShares gives what the unit was asked for beside other units to the successor, under the Grant that closed it; where
// the successor was asked already the two are joined, and it answers for both.
func (tx *Tx) MoveShares(ctx context.Context, grant policy.Grant, unit, successor int64) error {
	args := pgx.NamedArgs{"unit": unit, "successor": successor}
	if err := tx.also(ctx, grant, unit, sqlJoinShares, args); err != nil {
		return err
	}
	if err := tx.also(ctx, grant, unit, sqlDropShares, args); err != nil {
		return err
	}
	return tx.also(ctx, grant, unit, sqlMoveShares, args)
}
