package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// The instructions of each source, in one shape: a decision that changes several tasks is one for each of them.
const (
	fragCardInstructions = `
select 'card' as source, e.id, c.decided_at as at, c.decided_by as by_id, c.decided_for as for_id, coalesce(c.decided_for, c.decided_by) as leader_id,
	e.kind, case e.kind when 'instruction' then e.body else c.direction end as text, c.id as parent_id,
	coalesce(e.task_id, changed.task_id) as task_id, e.kind = 'refer' as asks, c.noted_in, c.noted_by, c.noted_for
from decision_card c join decision_effect e on e.card_id = c.id
left join lateral (select distinct o.task_id from obstacle_step s join obstacle o on o.id = s.obstacle_id
	where s.card_id = c.id and s.act = 'decide' and e.kind in ('deadline', 'lead_unit', 'content')) changed on true
where c.state = 'decided'`
	fragMeetingInstructions = `
select 'meeting' as source, k.id, k.made_at as at, k.made_by as by_id, k.made_for as for_id, m.chair_id as leader_id,
	case k.kind when 'task' then 'instruction' else '' end as kind, k.text, m.id as parent_id, k.task_id, false as asks,
	null::bigint as noted_in, null::bigint as noted_by, null::bigint as noted_for
from conclusion k join meeting m on m.id = k.meeting_id`
	fragDirectInstructions = `
select 'direct' as source, i.id, i.made_at as at, i.made_by as by_id, i.made_for as for_id, coalesce(i.made_for, i.made_by) as leader_id,
	'instruction' as kind, i.text, 0::bigint as parent_id, i.task_id, false as asks,
	null::bigint as noted_in, null::bigint as noted_by, null::bigint as noted_for
from instruction i`
)

// fragInstructionState says what has come of an instruction by @today, as reform.InstructionState names it.
const fragInstructionState = `case
	when r.answered_on is not null or t.state = 'completed' then 'done'
	when t.state in ('cancelled', 'suspended') then 'stopped'
	when coalesce(t.due_on, r.answer_by) < @today then 'overdue'
	when t.state in ('assigned', 'declined') then 'waiting'
	when t.id is not null or r.id is not null then 'under_way'
	else 'noted' end`

// fragInstructed joins to the instructions g what they made or changed.
const fragInstructed = ` g left join task t on t.id = g.task_id left join referral r on g.asks and r.card_id = g.parent_id
where @scope_all`

// What each filter adds.
const (
	fragInstructionLeader = ` and g.leader_id = @leader`
	fragInstructionUnit   = ` and t.lead_unit_id = @unit`
	fragInstructionIn     = ` and (` + fragInstructionState + `) = @state`
	fragInstructionFrom   = ` and g.at >= @from`
	fragInstructionTo     = ` and g.at < @until`
)

// instructionsFrom returns, for each source that the filter asks for, its instructions with what the filter leaves of them, and the
// arguments.
func instructionsFrom(scope policy.Scope, f reform.InstructionFilter) ([]string, pgx.NamedArgs) {
	var where strings.Builder
	args := scoped(scope, pgx.NamedArgs{"today": f.Today})
	add := func(on bool, frag, name string, value any) {
		if on {
			where.WriteString(frag)
			args[name] = value
		}
	}
	add(f.Leader != 0, fragInstructionLeader, "leader", f.Leader)
	add(f.Unit != 0, fragInstructionUnit, "unit", f.Unit)
	add(f.State != "", fragInstructionIn, "state", f.State)
	add(!f.From.IsZero(), fragInstructionFrom, "from", f.From.Start())
	add(!f.To.IsZero(), fragInstructionTo, "until", f.To.AddDays(1).Start())
	sources := map[reform.InstructionSource]string{
		reform.InstructionOnCard: fragCardInstructions, reform.InstructionInMeeting: fragMeetingInstructions, reform.InstructionDirect: fragDirectInstructions,
	}
	var froms []string
	for _, source := range reform.InstructionSources() {
		if f.Source == "" || f.Source == source {
			froms = append(froms, ` from (`+sources[source]+`)`+fragInstructed+where.String())
		}
	}
	return froms, args
}

// instructionRow is what a page needs of each instruction before it knows which ones are on it.
const instructionRow = `select g.*, t.code as task, t.title as task_title, t.lead_unit_id, coalesce(t.due_on, r.answer_by) as due_on,
	coalesce(t.completed_on, r.answered_on) as done_on, coalesce(r.id, 0) as letter_id, ` + fragInstructionState + ` as state`

// Instructions returns one page of what leaders told units to do, the newest first. No source is read further than the page reaches.
func (r Reader) Instructions(ctx context.Context, scope policy.Scope, f reform.InstructionFilter) ([]reform.InstructionLine, error) {
	return r.instructions(ctx, scope, f, reform.PageSize, offset(f.Page))
}

// EveryInstruction returns what Instructions does on all its pages, the newest reform.CountLimit of them.
func (r Reader) EveryInstruction(ctx context.Context, scope policy.Scope, f reform.InstructionFilter) ([]reform.InstructionLine, error) {
	return r.instructions(ctx, scope, f, reform.CountLimit, 0)
}

func (r Reader) instructions(ctx context.Context, scope policy.Scope, f reform.InstructionFilter, limit, skip int) ([]reform.InstructionLine, error) {
	froms, args := instructionsFrom(scope, f)
	for i, from := range froms {
		froms[i] = fmt.Sprintf(`(%s%s order by g.at desc, g.id desc limit %d)`, instructionRow, from, skip+limit)
	}
	sql := fmt.Sprintf(fragInstructionPage, strings.Join(froms, "\nunion all "), limit, skip)
	return many[reform.InstructionLine](ctx, r.q, sql, args)
}

const fragInstructionPage = `
select q.source, q.id, q.at, l.name as leader, case when q.by_id <> q.leader_id then b.name else '' end as by,
	coalesce(nm.code, '') as noted_in, coalesce(nb.name, '') as noted_by, coalesce(nf.name, '') as noted_for, q.kind, q.text,
	coalesce(first.code, m.code, '') as code, coalesce(q.task, '') as task, coalesce(q.task_title, '') as task_title, q.letter_id,
	coalesce(u.name, '') as unit, q.due_on, q.done_on, q.state
from (select * from (%s) every order by at desc, id desc, source, task_id limit %d offset %d) q
join person l on l.id = q.leader_id join person b on b.id = q.by_id left join unit u on u.id = q.lead_unit_id
left join meeting m on q.source = 'meeting' and m.id = q.parent_id left join meeting nm on nm.id = q.noted_in left join person nb on nb.id = q.noted_by
left join person nf on nf.id = q.noted_for
left join lateral (select o.code from obstacle_step s join obstacle o on o.id = s.obstacle_id where q.source = 'card' and s.card_id = q.parent_id
	order by o.id limit 1) first on true
order by q.at desc, q.id desc, q.source, q.task_id`

// CountInstructions returns how many instructions are in each state, whatever state the filter asks for, counting no further than one
// past reform.CountLimit of each source.
func (r Reader) CountInstructions(ctx context.Context, scope policy.Scope, f reform.InstructionFilter) ([]reform.InstructionCount, error) {
	f.State = ""
	froms, args := instructionsFrom(scope, f)
	for i, from := range froms {
		froms[i] = fmt.Sprintf(`(select %s as state%s limit %d)`, fragInstructionState, from, reform.CountLimit+1)
	}
	sql := `select state, count(*)::int as n from (` + strings.Join(froms, "\nunion all ") + `) every group by state`
	return many[reform.InstructionCount](ctx, r.q, sql, args)
}

const sqlKeepInstruction = `
insert into instruction (task_id, text, made_at, made_by, made_for) values (@task, @text, @now, @actor, nullif(@for::bigint, 0)) returning id`

// KeepInstruction keeps what a leader told a unit, with the task it became, and returns its number.
func (tx *Tx) KeepInstruction(ctx context.Context, grant policy.Grant, task reform.Task, text string, due calendar.Date) (int64, error) {
	var changes reform.Changes
	changes.Text("text", "", text)
	changes.Date("due_on", calendar.Date{}, due)
	e := entry{kind: policy.Instruction, allowed: []policy.Action{policy.InstructionGive}, name: task.Code, changes: changes}
	who := grant.Actor()
	return tx.write(ctx, grant, e, sqlKeepInstruction, pgx.NamedArgs{"task": task.ID, "text": text, "now": tx.Now, "actor": who.Person, "for": who.For})
}
