package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// What a task was at the later instant is i, what it was at the earlier one w; w is null for one that was not yet.
const (
	fragIs = `
cross join lateral (select * from task_history p where p.task_id = c.task_id and p.valid_from <= @at order by p.valid_from desc limit 1) i`
	fragWas = `
left join lateral (select * from task_history p where p.task_id = c.task_id and p.valid_from <= @since order by p.valid_from desc limit 1) w on true`
	fragIsCounted  = `(i.leaf and i.deadline_kind <> 'periodic' and i.state not in ('draft', 'cancelled') and i.lead_unit_id is not null)`
	fragWasCounted = `(w.leaf and w.deadline_kind <> 'periodic' and w.state not in ('draft', 'cancelled') and w.lead_unit_id is not null)`
)

// fragTurned are the tasks that turned in between, each once, at its last turn.
const fragTurned = `
from task_turn c` + fragIs + fragWas + `
where c.kind = '%[1]s' and c.at > @since and c.at <= @at
	and not exists (select from task_turn l where l.task_id = c.task_id and l.kind = '%[1]s' and l.at > c.at and l.at <= @at)
	and (@scope_all or i.lead_unit_id = any(@scope_units))`

// newsFrag says of each kind of news of tasks what it is, as reform.NewsKind.Rule tells it.
var newsFrag = map[reform.NewsKind]string{
	reform.NewsOverdue: ` and ` + fragIsCounted + ` and i.state <> 'completed' and i.due_on < @day
	and (` + fragWasCounted + ` and w.state <> 'completed' and w.due_on < @since_day) is not true`,
	reform.NewsDeadline:   ` and ` + fragIsCounted + ` and ` + fragWasCounted + ` and i.due_on is distinct from w.due_on`,
	reform.NewsReassigned: ` and ` + fragIsCounted + ` and ` + fragWasCounted + ` and i.lead_unit_id <> w.lead_unit_id`,
	reform.NewsDone:       ` and ` + fragIsCounted + ` and i.state = 'completed' and w.state is distinct from 'completed'`,
	reform.NewsGiven:      ` and ` + fragIsCounted + ` and coalesce(w.state, 'draft') = 'draft'`,
	reform.NewsReopened:   ` and ` + fragIsCounted + ` and i.state <> 'completed' and w.state in ('completed', 'cancelled')`,
	reform.NewsStopped:    ` and ` + fragWasCounted + ` and i.state = 'cancelled'`,
}

// Obstacles that are open at the later instant and were not there at the earlier one; those closed in between that were.
const (
	fragObstacleNews = `
from obstacle c` + fragIs + fragWas + `
where (@scope_all or c.unit_id = any(@scope_units))`
	fragNewObstacles    = fragObstacleNews + ` and c.raised_at > @since and c.raised_at <= @at and coalesce(c.closed_at > @at, true)`
	fragLiftedObstacles = fragObstacleNews + ` and not c.live and c.closed_at > @since and c.closed_at <= @at and c.raised_at <= @since and c.state = 'closed'`
)

// newsKind is one kind of news as SQL: where its rows come from, when each turned, and whose it is.
type newsKind struct {
	from, turned, unit, id string
}

func newsOf(kind reform.NewsKind) newsKind {
	switch kind {
	case reform.NewsBlocked:
		return newsKind{from: fragNewObstacles, turned: "c.raised_at", unit: "c.unit_id", id: "c.id"}
	case reform.NewsLifted:
		return newsKind{from: fragLiftedObstacles, turned: "c.closed_at", unit: "c.unit_id", id: "c.id"}
	default:
		return newsKind{from: fmt.Sprintf(fragTurned, kind) + newsFrag[kind], turned: "c.at", unit: "i.lead_unit_id", id: "c.task_id"}
	}
}

// where adds what the filter asks for besides the kind.
func (k newsKind) where(f reform.NewsFilter) string {
	var where strings.Builder
	where.WriteString(k.from)
	if f.Unit != 0 {
		where.WriteString(` and ` + k.unit + ` = @unit`)
	}
	if f.Area != nil {
		where.WriteString(` and i.area = @area`)
	}
	if len(f.Areas) > 0 {
		where.WriteString(` and i.area = any(@areas)`)
	}
	return where.String()
}

const newsColumns = `
select %[1]d as place, '%[2]s' as kind, %[3]s as id, %[4]s as turned, %[5]s as unit_id, c.task_id, i.area, i.state, coalesce(w.state, '') as was_state, i.due_on, i.completed_on,
	case when ` + fragWasCounted + ` then w.due_on end as was_due_on, case when ` + fragWasCounted + ` then w.lead_unit_id end as was_unit_id`

// newsPage returns the rows of one kind that a page which ends with the row of the number last may show.
func newsPage(place int, kind reform.NewsKind, f reform.NewsFilter, last int) string {
	of := newsOf(kind)
	return fmt.Sprintf(newsColumns, place, kind, of.id, of.turned, of.unit) + of.where(f) + fmt.Sprintf(` order by %s desc, %s desc limit %d`, of.turned, of.id, last)
}

const selectNews = `
select n.kind, coalesce(o.code, t.code) as code, coalesce(o.title, t.title) as title, t.code as task, n.turned, n.area, n.unit_id, u.name as unit,
	coalesce(wu.name, '') as was_unit, n.state, n.was_state, coalesce(s.state, '') as stage, coalesce(s.cause, '') as cause, n.due_on, n.was_due_on, n.completed_on
from (%s) n join task t on t.id = n.task_id join unit u on u.id = n.unit_id left join unit wu on wu.id = n.was_unit_id
left join obstacle o on o.id = n.id and n.kind in ('blocked', 'lifted')
left join lateral (select p.state, p.cause from obstacle_step p where p.obstacle_id = o.id and p.at <= @at order by p.id desc limit 1) s on true
order by n.place, n.turned desc, n.id desc`

// News returns one page of what changed between the two instants of the filter, as it asks: kind after kind, of each the newest
// first.
func (r Reader) News(ctx context.Context, scope policy.Scope, f reform.NewsFilter) ([]reform.News, error) {
	var parts []string
	for place, kind := range reform.NewsKinds() {
		if f.Kind == "" || f.Kind == kind {
			parts = append(parts, `(`+newsPage(place, kind, f, offset(f.Page)+reform.PageSize)+`)`)
		}
	}
	all := fmt.Sprintf(`select * from (%s) k order by place, turned desc, id desc limit %d offset %d`, strings.Join(parts, ` union all `), reform.PageSize, offset(f.Page))
	return many[reform.News](ctx, r.q, fmt.Sprintf(selectNews, all), newsArgs(scope, f))
}

// NewsCounts returns how many news of each kind there are between the two instants, in the order of the kinds, counting each no
// further than reform.CountLimit.
func (r Reader) NewsCounts(ctx context.Context, scope policy.Scope, since, at time.Time) ([]reform.NewsCount, error) {
	return r.NewsCountsOf(ctx, scope, reform.NewsFilter{Since: since, At: at})
}

// NewsCountsOf counts as NewsCounts does what the filter asks for, of every kind.
func (r Reader) NewsCountsOf(ctx context.Context, scope policy.Scope, f reform.NewsFilter) ([]reform.NewsCount, error) {
	kinds := reform.NewsKinds()
	parts := make([]string, len(kinds))
	for i, kind := range kinds {
		parts[i] = fmt.Sprintf(`select count(*) from (select%s limit %d) n%d`, newsOf(kind).where(f), reform.CountLimit+1, i)
	}
	counts, err := scalar[[]int](ctx, r.q, `select array[(`+strings.Join(parts, `), (`)+`)]`, newsArgs(scope, f))
	if err != nil {
		return nil, err
	}
	out := make([]reform.NewsCount, len(kinds))
	for i, n := range counts {
		out[i] = reform.NewsCount{Kind: kinds[i], N: min(n, reform.CountLimit), More: n > reform.CountLimit}
	}
	return out, nil
}

const sqlLastFrozen = `select at from snapshot where at < @at order by at desc limit 1`

// LastFrozen returns when figures were last frozen for a meeting before the instant; not found where they never were.
func (r Reader) LastFrozen(ctx context.Context, at time.Time) (time.Time, error) {
	return scalar[time.Time](ctx, r.q, sqlLastFrozen, pgx.NamedArgs{"at": at})
}

func newsArgs(scope policy.Scope, f reform.NewsFilter) pgx.NamedArgs {
	args := scoped(scope, pgx.NamedArgs{
		"since": f.Since, "at": f.At, "since_day": calendar.DateOf(f.Since), "day": calendar.DateOf(f.At), "unit": f.Unit, "areas": areaCodes(f.Areas),
	})
	if f.Area != nil {
		args["area"] = int(*f.Area)
	}
	return args
}
