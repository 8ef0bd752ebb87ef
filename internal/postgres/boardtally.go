package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// Counted first by deadline, in the order of the index, so that the classes which follow from it are made of a few hundred numbers and
// not of every task.
const sqlOpenTallies = `
select c.unit_id, ` + sumInTime + ` as in_time, ` + sumOverdue + ` as overdue, ` + sumStanding + ` as standing, ` + sumSoon + ` as soon,
	sum(c.silent)::bigint as silent, sum(c.blocked)::bigint as blocked, sum(c.to_verify)::bigint as to_verify, sum(c.to_accept)::bigint as to_accept,
	sum(c.submitted)::bigint as submitted,
	coalesce(sum(c.n) filter (where @today::date - c.due_on between @week_least::int and @week_most::int), 0)::bigint as week,
	coalesce(sum(c.n) filter (where @today::date - c.due_on between @month_least::int and @month_most::int), 0)::bigint as month,
	coalesce(sum(c.n) filter (where @today::date - c.due_on between @season_least::int and @season_most::int), 0)::bigint as season,
	coalesce(sum(c.n) filter (where @today::date - c.due_on between @old_least::int and @old_most::int), 0)::bigint as old
from (
	select t.lead_unit_id as unit_id, t.due_on, count(*) as n, count(*) filter (where true` + fragStale + `) as silent,
		count(*) filter (where t.id in (` + selectBlockedTasks + `)) as blocked, count(*) filter (where true` + fragToVerify + `) as to_verify,
		count(*) filter (where t.state = 'assigned') as to_accept, count(*) filter (where t.state = 'submitted') as submitted
	from task t where t.open and t.state <> 'draft' and ` + fragTaskInScope + fragCounted + ` group by t.lead_unit_id, t.due_on) c
group by c.unit_id`

// The classes of what is open, as fragInTime and those beside it say them of a task.
const (
	sumInTime   = `coalesce(sum(c.n) filter (where c.due_on >= @today), 0)::bigint`
	sumOverdue  = `coalesce(sum(c.n) filter (where c.due_on < @today), 0)::bigint`
	sumStanding = `coalesce(sum(c.n) filter (where c.due_on is null), 0)::bigint`
	sumSoon     = `coalesce(sum(c.n) filter (where c.due_on between @today and @today::date + @soon::int), 0)::bigint`
)

// OpenTallies returns for each unit, in no particular order, how many of the tasks it leads are not over, by the board's groups.
func (r Reader) OpenTallies(ctx context.Context, scope policy.Scope, today calendar.Date) ([]reform.OpenTally, error) {
	args := scoped(scope, dayArgs(today))
	for name, ageing := range map[string]reform.Ageing{"week": reform.AgeingWeek, "month": reform.AgeingMonth, "season": reform.AgeingSeason, "old": reform.AgeingOld} {
		args[name+"_least"], args[name+"_most"] = ageing.Days()
	}
	return many[reform.OpenTally](ctx, r.q, sqlOpenTallies, args)
}

const sqlDoneTallies = `
select t.lead_unit_id as unit_id, count(*) filter (where t.completed_on <= t.due_on) as on_time, count(*) filter (where t.completed_on > t.due_on) as late,
	count(*) filter (where t.due_on is null) as standing
from task t where t.state = 'completed' and ` + fragTaskInScope + fragCounted + ` group by t.lead_unit_id`

// DoneTallies returns for each unit, in no particular order, how many of the tasks it leads are completed, by class.
func (r Reader) DoneTallies(ctx context.Context, scope policy.Scope) ([]reform.DoneTally, error) {
	return many[reform.DoneTally](ctx, r.q, sqlDoneTallies, scoped(scope, nil))
}

// What is kept of a day that was counted (board_tally), for whoever sees every task.
const (
	fragKept    = ` from board_tally k where @scope_all and k.day = @today and k.n > 0 `
	sqlKeptOpen = `
select k.unit_id, ` + keptInTime + ` as in_time, ` + keptOverdue + ` as overdue, ` + keptStanding + ` as standing, ` + keptSoon + ` as soon,
	` + keptSilent + ` as silent, ` + keptBlocked + ` as blocked, ` + keptToVerify + ` as to_verify, ` + keptToAccept + ` as to_accept, ` + keptSubmitted + ` as submitted,
	` + keptWeek + ` as week, ` + keptMonth + ` as month, ` + keptSeason + ` as season, ` + keptOld + ` as old` + fragKept + `
	and k.part not in ('on_time', 'late', 'done_standing') group by k.unit_id`
	sqlKeptDone = `
select k.unit_id, ` + keptOnTime + ` as on_time, ` + keptLate + ` as late, ` + keptDoneStanding + ` as standing` + fragKept + `
	and k.part in ('on_time', 'late', 'done_standing') group by k.unit_id`
)

// One part of the board each, as board_parts names them.
const (
	keptInTime       = `coalesce(max(k.n) filter (where k.part = 'in_time'), 0)`
	keptOverdue      = `coalesce(max(k.n) filter (where k.part = 'overdue'), 0)`
	keptStanding     = `coalesce(max(k.n) filter (where k.part = 'standing'), 0)`
	keptSoon         = `coalesce(max(k.n) filter (where k.part = 'soon'), 0)`
	keptSilent       = `coalesce(max(k.n) filter (where k.part = 'silent'), 0)`
	keptBlocked      = `coalesce(max(k.n) filter (where k.part = 'blocked'), 0)`
	keptToVerify     = `coalesce(max(k.n) filter (where k.part = 'to_verify'), 0)`
	keptToAccept     = `coalesce(max(k.n) filter (where k.part = 'to_accept'), 0)`
	keptSubmitted    = `coalesce(max(k.n) filter (where k.part = 'submitted'), 0)`
	keptWeek         = `coalesce(max(k.n) filter (where k.part = 'week'), 0)`
	keptMonth        = `coalesce(max(k.n) filter (where k.part = 'month'), 0)`
	keptSeason       = `coalesce(max(k.n) filter (where k.part = 'season'), 0)`
	keptOld          = `coalesce(max(k.n) filter (where k.part = 'old'), 0)`
	keptOnTime       = `coalesce(max(k.n) filter (where k.part = 'on_time'), 0)`
	keptLate         = `coalesce(max(k.n) filter (where k.part = 'late'), 0)`
	keptDoneStanding = `coalesce(max(k.n) filter (where k.part = 'done_standing'), 0)`
)

// KeptOpenTallies returns what OpenTallies does, from what is kept of the day: none where the day was not counted, or the scope does not
// cover everything.
func (r Reader) KeptOpenTallies(ctx context.Context, scope policy.Scope, today calendar.Date) ([]reform.OpenTally, error) {
	return many[reform.OpenTally](ctx, r.q, sqlKeptOpen, scoped(scope, pgx.NamedArgs{"today": today}))
}

// KeptDoneTallies returns what DoneTallies does, from what is kept of the day: none where the day was not counted, or the scope does not
// cover everything.
func (r Reader) KeptDoneTallies(ctx context.Context, scope policy.Scope, today calendar.Date) ([]reform.DoneTally, error) {
	return many[reform.DoneTally](ctx, r.q, sqlKeptDone, scoped(scope, pgx.NamedArgs{"today": today}))
}

const sqlTallyDay = `select count_board(@today)`

// TallyDay counts the board for the day and keeps what is counted true from then on, instead of that of any other day; nothing where
// that is done already.
func (tx *Tx) TallyDay(ctx context.Context, today calendar.Date) error {
	_, err := tx.tx.Exec(ctx, sqlTallyDay, pgx.NamedArgs{"today": today})
	return asFault(err)
}
