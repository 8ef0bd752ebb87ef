package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const selectIndicator = `
select i.id, i.name, i.area, i.measure, i.direction, i.baseline, i.target, i.target_on, coalesce(i.clause_id, 0) as clause_id, i.version`

// selectIndicatorLine adds the clause, and of the tasks those that the scope covers.
const selectIndicatorLine = selectIndicator + `,
	case when c.id is not null then json_build_object('ID', c.id, 'DocumentID', d.id, 'DocumentKind', d.kind, 'CodeNumber', d.code_number,
		'CodeNotation', d.code_notation, 'IssuedOn', coalesce(d.issued_on::text, ''), 'IssuedYear', d.issued_year, 'Issuer', d.issuer,
		'Label', c.label, 'Heading', c.heading, 'Body', c.body, 'IsSummary', c.is_summary) end as clause,
	coalesce((select json_agg(json_build_object('ID', t.id, 'Code', t.code, 'Title', t.title, 'State', t.state) order by t.id)
		from indicator_task it join task t on t.id = it.task_id where it.indicator_id = i.id and ` + fragTaskInScope + `), '[]') as tasks,
	(select count(*) from indicator_task ic where ic.indicator_id = i.id) as linked
from indicator i left join clause c on c.id = i.clause_id left join document d on d.id = c.document_id
`

const sqlIndicators = selectIndicatorLine + `
where @reads and (@area::int = -1 or i.area = @area) order by i.area, i.id limit @limit offset @offset`

// Indicators returns one page of the indicators by area, each with its tasks in their scope; see says whether the reader may see
// indicators at all.
func (r Reader) Indicators(ctx context.Context, see, tasks policy.Scope, f reform.IndicatorFilter) ([]reform.IndicatorLine, error) {
	args := scoped(tasks, pgx.NamedArgs{"reads": see.All(), "area": areaOf(f), "limit": reform.PageSize, "offset": offset(f.Page)})
	return many[reform.IndicatorLine](ctx, r.q, sqlIndicators, args)
}

const sqlCountIndicators = `
select count(*) from (select from indicator i where @reads and (@area::int = -1 or i.area = @area) limit @counted) counted`

// CountIndicators returns how many indicators the list has, counting no further than one past reform.CountLimit.
func (r Reader) CountIndicators(ctx context.Context, see policy.Scope, f reform.IndicatorFilter) (int, error) {
	args := pgx.NamedArgs{"reads": see.All(), "area": areaOf(f), "counted": reform.CountLimit + 1}
	return scalar[int](ctx, r.q, sqlCountIndicators, args)
}

// areaOf returns the area that the filter asks for; -1 for all of them.
func areaOf(f reform.IndicatorFilter) int {
	if f.Area == nil {
		return -1
	}
	return int(*f.Area)
}

const sqlIndicator = selectIndicatorLine + `where i.id = @id and @reads`

// Indicator returns the indicator with this number, or a not-found fault.
func (r Reader) Indicator(ctx context.Context, see, tasks policy.Scope, id int64) (reform.IndicatorLine, error) {
	return one[reform.IndicatorLine](ctx, r.q, sqlIndicator, scoped(tasks, pgx.NamedArgs{"id": id, "reads": see.All()}))
}

const sqlIndicatorsOf = selectIndicator + `
from indicator i where exists (select from indicator_task it join task t on t.id = it.task_id
	where it.indicator_id = i.id and it.task_id = any(@tasks) and ` + fragTaskInScope + `)
order by i.area, i.id limit @limit`

// IndicatorsOf returns the indicators that the tasks serve, as far as the scope covers those, by area and at most a page of them.
func (r Reader) IndicatorsOf(ctx context.Context, scope policy.Scope, tasks []int64) ([]reform.Indicator, error) {
	args := scoped(scope, pgx.NamedArgs{"tasks": append([]int64{}, tasks...), "limit": reform.PageSize})
	return many[reform.Indicator](ctx, r.q, sqlIndicatorsOf, args)
}

const sqlDocumentIndicators = selectIndicator + `
from indicator i join clause c on c.id = i.clause_id where c.document_id = @document and @reads order by i.area, i.id limit @limit`

// DocumentIndicators returns the indicators that the document's clauses set, by area and at most a page of them.
func (r Reader) DocumentIndicators(ctx context.Context, see policy.Scope, document int64) ([]reform.Indicator, error) {
	args := pgx.NamedArgs{"document": document, "reads": see.All(), "limit": reform.PageSize}
	return many[reform.Indicator](ctx, r.q, sqlDocumentIndicators, args)
}

const sqlTasksCoded = `
select t.id, t.code, t.title, t.state from task t where t.code = any(@codes) and ` + fragTaskInScope + ` order by t.id`

// TasksCoded returns the tasks with these codes that the scope covers.
func (r Reader) TasksCoded(ctx context.Context, scope policy.Scope, codes []string) ([]reform.IndicatorTask, error) {
	return many[reform.IndicatorTask](ctx, r.q, sqlTasksCoded, scoped(scope, pgx.NamedArgs{"codes": append([]string{}, codes...)}))
}

const (
	sqlAddIndicator = `
insert into indicator (name, area, measure, direction, baseline, target, target_on, clause_id)
values (@name, @area, @measure, @direction, @baseline, @target, @target_on, nullif(@clause::bigint, 0)) returning id`
	sqlEditIndicator = `
update indicator set name = @name, area = @area, measure = @measure, direction = @direction, baseline = @baseline, target = @target,
	target_on = @target_on, clause_id = nullif(@clause::bigint, 0), version = version + 1
where id = @id and version = @version returning id`
	sqlDropIndicatorTasks = `delete from indicator_task where indicator_id = @id and task_id <> all(@tasks)`
	sqlLinkIndicatorTasks = `
insert into indicator_task (indicator_id, task_id) select @id, task from unnest(@tasks::bigint[]) task on conflict do nothing`
)

// SetIndicator adds the indicator or, where it has a number, writes it over the version it was read at, with the tasks that serve
// it; a stale version is a conflict. It returns the indicator's number.
func (tx *Tx) SetIndicator(ctx context.Context, grant policy.Grant, i reform.IndicatorLine, changes []reform.Change) (int64, error) {
	e := entry{kind: policy.Indicator, id: i.ID, allowed: []policy.Action{policy.IndicatorManage}, name: i.Name, changes: changes}
	args := indicatorArgs(i)
	var err error
	if i.ID == 0 {
		args["id"], err = tx.write(ctx, grant, e, sqlAddIndicator, args)
	} else {
		_, err = tx.write(ctx, grant, e, sqlEditIndicator, args)
	}
	if err != nil {
		return 0, err
	}
	id := args["id"].(int64)
	if err := tx.also(ctx, grant, id, sqlDropIndicatorTasks, args); err != nil {
		return 0, err
	}
	return id, tx.also(ctx, grant, id, sqlLinkIndicatorTasks, args)
}

func indicatorArgs(i reform.IndicatorLine) pgx.NamedArgs {
	ids := []int64{}
	for _, task := range i.Tasks {
		ids = append(ids, task.ID)
	}
	return pgx.NamedArgs{
		"id": i.ID, "version": i.Version, "name": i.Name, "area": i.Area, "measure": i.Measure, "direction": i.Direction,
		"baseline": i.Baseline, "target": i.Target, "target_on": i.TargetOn, "clause": i.ClauseID, "tasks": ids,
	}
}
