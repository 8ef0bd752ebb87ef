package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// lateMost is how many overdue tasks a page lists with their reasons.
const lateMost = 30

// What is overdue now is found among what is open; what was overdue then, among the past.
const (
	fragLateNow = `
with h as materialized (
	select t.id as task_id, t.due_on, t.area, t.lead_unit_id, t.percent, t.created_at as valid_from from task t
	where t.open and t.state <> 'draft' and t.due_on < @day` + fragCounted + ` and (@unit::bigint = 0 or t.lead_unit_id = @unit) and (@area::int = -1 or t.area = @area)
		and (@scope_all or t.lead_unit_id = any(@scope_units))
	order by t.due_on, t.id limit @most)`
	fragLateThen = `
with h as materialized (
	select h.task_id, h.due_on, h.area, h.lead_unit_id, h.percent, h.valid_from from task_history h
	where h.due_on < @day and h.state <> 'completed' and (@unit::bigint = 0 or h.lead_unit_id = @unit) and (@area::int = -1 or h.area = @area) and ` + fragStood + `
	order by h.due_on, h.task_id limit @most)`
	fragLateTasks = `
select t.code, t.title, h.area, u.name as unit, h.percent, h.due_on,
	(select count(*) from nudge_task k where k.task_id = h.task_id and k.sent_at <= @at and not k.dropped) as nudges,
	` + fragBlockedThen + ` as obstacle, r.reported_at as said_at, coalesce(r.late_reason, '') as reason, coalesce(r.done, '') as done
from h join task t on t.id = h.task_id join unit u on u.id = h.lead_unit_id
left join lateral (select r.reported_at, r.late_reason, r.done from report r where r.task_id = h.task_id and r.reported_at <= @at and r.state <> 'draft'
	order by r.reported_at desc, r.id desc limit 1) r on true
order by h.due_on, h.task_id`
	sqlLateNow  = fragLateNow + fragLateTasks
	sqlLateThen = fragLateThen + fragLateTasks
)

// LateTasks returns the overdue tasks of the filter with what their units last said, the longest overdue first, at most 30 of them.
func (r Reader) LateTasks(ctx context.Context, scope policy.Scope, f reform.LateFilter) ([]reform.LateTask, error) {
	sql, area := sqlLateThen, -1
	if f.Live {
		sql = sqlLateNow
	}
	if f.Area != nil {
		area = int(*f.Area)
	}
	return many[reform.LateTask](ctx, r.q, sql, scoped(scope, pgx.NamedArgs{
		"at": f.At, "day": calendar.DateOf(f.At), "unit": f.Unit, "area": area, "most": lateMost,
	}))
}

const sqlAreaDocuments = `
select d.id, d.kind, d.code_number, d.code_notation, d.issued_on, d.issued_year, d.issuer, d.subject, d.secret, 0 as tasks, 0 as tasks_done
from document d where @scope_all and exists (select from clause c where c.document_id = d.id and c.area = @area)
order by d.issued_year desc, d.issued_on desc nulls first, d.id limit @limit`

// AreaDocuments returns the documents that say anything of the area, the newest first, at most limit of them; their tasks are not counted.
func (r Reader) AreaDocuments(ctx context.Context, scope policy.Scope, area reform.Area, limit int) ([]reform.DocumentLine, error) {
	return many[reform.DocumentLine](ctx, r.q, sqlAreaDocuments, scoped(scope, pgx.NamedArgs{"area": int(area), "limit": limit}))
}
