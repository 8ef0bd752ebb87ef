package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// What waits for a leader (@leads) or for the Office's chief, kind by kind: cards put before them, extensions to grant, what a head wrote
// and so no head can sign, and letters that name them as the signer. An extension past the number of one task, or one that the chief wrote,
// is a leader's; a letter whose signer has left is whoever's who records signatures. Nobody signs off what they wrote themselves or had written in their name.
const fragApprovals = `
select 'decision' as kind, c.id, first.code, c.question as title, 0 as tasks, first.unit_id, c.sent_by as author_id,
	coalesce((select p.title from card_option p where p.card_id = c.id and p.position = c.proposed), '') as words, c.sent_at as since,
	null::date as from_on, first.due_on as to_on
from decision_card c join lateral (select o.code, o.unit_id, o.due_on from obstacle o where o.card_id = c.id order by o.id limit 1) first on true
where @scope_all and c.state = 'sent' and c.leader_id = any(@mine)
union all
select case e.state when 'signed' then 'extension' else 'signature' end, e.id, t.code, t.title, 0, t.lead_unit_id, e.author_id, e.reason, coalesce(e.signed_at, e.requested_at),
	e.from_on, e.proposed_on
from extension e join task t on t.id = e.task_id
where @scope_all and t.open and e.author_id <> all(@mine)
	and (e.state = 'signed' and (@leads or (select count(*) from extension g where g.task_id = e.task_id and g.state = 'granted') < @extensions
			and not exists (select from person_role h where h.person_id = e.author_id and h.role = 'chief'))
		or @leads and e.state = 'requested' and exists (select from person_role h where h.person_id = e.author_id and h.role = 'head'))
union all
select 'completion', r.id, t.code, t.title, 0, t.lead_unit_id, r.author_id, r.done, r.reported_at, t.due_on, r.submitted_on
from report r join task t on t.id = r.task_id
where @leads and @scope_all and r.state = 'submitted' and exists (select from person_role h where h.person_id = coalesce(r.for_id, r.author_id) and h.role = 'head')` + fragOthers + `
union all
select 'obstacle', o.id, o.code, o.title, 0, o.unit_id, o.author_id, o.request, o.entered_at, null, o.needed_by
from obstacle o
where @leads and @scope_all and o.live and o.state = 'submitted' and o.author_id <> all(@mine) and coalesce(o.for_id, 0) <> all(@mine)
	and exists (select from person_role h where h.person_id = coalesce(o.for_id, o.author_id) and h.role = 'head')
union all
select 'letter', n.id, n.code, '', (select count(*)::int from nudge_task k where k.nudge_id = n.id and not k.dropped), n.unit_id, n.author_id, '', n.made_at,
	null, (n.answer_by at time zone 'Asia/Ho_Chi_Minh')::date
from nudge n
where @scope_all and n.state = 'prepared' and (n.signer_id = any(@mine)
	or @records and not exists (select from person s where s.id = n.signer_id and s.active))`

const sqlApprovals = `
select w.kind, w.id, w.code, w.title, w.tasks, coalesce(u.name, '') as unit, coalesce(p.name, '') as author, w.words, w.since, w.from_on, w.to_on
from (` + fragApprovals + `) w left join unit u on u.id = w.unit_id left join person p on p.id = w.author_id
order by w.since, w.kind, w.id limit @limit`

// Approver is for whom Approvals looks.
type Approver struct {
	Who        policy.Actor
	Leads      bool // as a leader; otherwise as the Office's chief
	Extensions int  // how many of one task the chief may grant
}

// Approvals returns what waits for the approver, what waits longest first, at most reform.ApprovalsMost of it.
func (r Reader) Approvals(ctx context.Context, scope policy.Scope, by Approver) ([]reform.Approval, error) {
	return many[reform.Approval](ctx, r.q, sqlApprovals, by.args(scope, reform.ApprovalsMost))
}

const sqlCountApprovals = `select count(*) from (select from (` + fragApprovals + `) w limit @limit) counted`

// CountApprovals returns how many things wait for the approver, counting no further than most.
func (r Reader) CountApprovals(ctx context.Context, scope policy.Scope, by Approver, most int) (int, error) {
	return scalar[int](ctx, r.q, sqlCountApprovals, by.args(scope, most))
}

func (a Approver) args(scope policy.Scope, most int) pgx.NamedArgs {
	records := a.Who.Reach(policy.NudgeSign) == policy.All
	return scoped(scope, pgx.NamedArgs{"mine": names(a.Who), "leads": a.Leads, "records": records, "extensions": a.Extensions, "limit": most})
}
