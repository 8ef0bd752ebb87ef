package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlFeed = `select person_id, made_at, read_at, version from calendar_feed where person_id = @scope_person`

// Feed returns the feed of the scope's own person, or a not-found fault when they have none.
func (r Reader) Feed(ctx context.Context, scope policy.Scope) (reform.CalendarFeed, error) {
	return one[reform.CalendarFeed](ctx, r.q, sqlFeed, scoped(scope, nil))
}

const sqlFeedUnder = `select person_id, made_at, read_at, version from calendar_feed where secret_hash = @hash`

// FeedUnder returns the feed whose secret has this hash, or a not-found fault.
func (r Reader) FeedUnder(ctx context.Context, hash []byte) (reform.CalendarFeed, error) {
	return one[reform.CalendarFeed](ctx, r.q, sqlFeedUnder, pgx.NamedArgs{"hash": hash})
}

// AccountActor returns the person as policy sees them on the day, as themselves; not found when the account is closed.
func (r Reader) AccountActor(ctx context.Context, id int64, today calendar.Date) (policy.Actor, error) {
	a, err := one[account](ctx, r.q, sqlAccount, pgx.NamedArgs{"id": id, "today": today})
	return a.actor(), err
}

const sqlMakeFeed = `
insert into calendar_feed (person_id, secret_hash, made_at) values (@person, @hash, @now)
on conflict (person_id) do update set secret_hash = excluded.secret_hash, made_at = excluded.made_at, read_at = null, version = calendar_feed.version + 1
where calendar_feed.version = @version returning person_id`

// MakeFeed gives the person an address whose secret has this hash; one that they had before leads nowhere from then on. A stale
// version is a conflict.
func (tx *Tx) MakeFeed(ctx context.Context, grant policy.Grant, f reform.CalendarFeed, hash []byte) error {
	e := entry{kind: policy.Feed, id: f.PersonID, allowed: []policy.Action{policy.FeedManage}, name: grant.Actor().Name, note: "Tạo địa chỉ mới"}
	_, err := tx.write(ctx, grant, e, sqlMakeFeed, pgx.NamedArgs{"person": f.PersonID, "hash": hash, "now": tx.Now, "version": f.Version})
	return err
}

const sqlDropFeed = `delete from calendar_feed where person_id = @person and version = @version returning person_id`

// DropFeed takes the person's address away; a stale version is a conflict.
func (tx *Tx) DropFeed(ctx context.Context, grant policy.Grant, f reform.CalendarFeed) error {
	e := entry{kind: policy.Feed, id: f.PersonID, allowed: []policy.Action{policy.FeedManage}, name: grant.Actor().Name, note: "Tắt lịch"}
	_, err := tx.write(ctx, grant, e, sqlDropFeed, pgx.NamedArgs{"person": f.PersonID, "version": f.Version})
	return err
}

const sqlNoteFeedRead = `update calendar_feed set read_at = @now where person_id = @person and (read_at is null or read_at < @before)`

// NoteFeedRead keeps that a program read the person's days, at most once in the time between, under a Grant to manage the feed. To
// have read something changes no record of the work, so it leaves no audit line and open pages stay true.
func (tx *Tx) NoteFeedRead(ctx context.Context, grant policy.Grant, f reform.CalendarFeed, between time.Duration) error {
	if !grant.Covers(policy.Feed, f.PersonID, policy.FeedManage) {
		return fmt.Errorf("a grant for %s notes no reading of a feed", grant.Action())
	}
	_, err := tx.tx.Exec(ctx, sqlNoteFeedRead, pgx.NamedArgs{"person": f.PersonID, "now": tx.Now, "before": tx.Now.Add(-between)})
	return asFault(err)
}

// fragFeedTask leaves the tasks whose days are in a person's calendar: those they are the officer of, and those of the units they
// are the head of.
const fragFeedTask = ` t.open and t.state <> 'draft' and (t.officer_id = @person or t.lead_unit_id = any(@led)) and ` + fragTaskInScope

const sqlFeedEvents = `
(select 'task' as kind, t.id, t.code as name, t.title, 0 as tasks, t.due_on as day, null::timestamptz as at,
	(select max(h.valid_from) from task_history h where h.task_id = t.id) as changed_at
from task t where t.due_on >= @since and` + fragFeedTask + ` order by t.due_on, t.id limit @limit)
union all
(select 'promise', t.id, t.code, t.title, 0, k.promised_on, null, k.answered_at
from task t cross join lateral (select a.promised_on, a.answered_at from nudge_task a
	where a.task_id = t.id and a.answer = 'promised' order by a.answered_at desc, a.id desc limit 1) k
where k.promised_on >= @since and` + fragFeedTask + ` order by k.promised_on, t.id limit @limit)
union all
(select 'share', s.id, t.code, t.title, 0, coalesce(s.due_on, t.due_on), null,
	(select max(h.valid_from) from task_history h where h.task_id = t.id)
from task_unit s join task t on t.id = s.task_id
where s.unit_id = any(@answers) and s.part = 'cooperating' and s.state = 'asked' and coalesce(s.due_on, t.due_on) >= @since
	and t.open and t.state <> 'draft' and ` + fragTaskInScope + ` order by 6, 2 limit @limit)
union all
(select 'answer', n.id, n.code, '', k.tasks::int, (n.answer_by at time zone 'Asia/Ho_Chi_Minh')::date, n.answer_by, n.sent_at
from nudge n cross join lateral (select count(*) as tasks from nudge_task a join task t on t.id = a.task_id
	where a.nudge_id = n.id and not a.dropped and a.answer is null and t.open and (t.officer_id = @person or n.unit_id = any(@led)) and ` + fragTaskInScope + `) k
where n.unit_id = @unit and n.state = 'sent' and n.answer_by >= @since::date and k.tasks > 0 order by n.answer_by, n.id limit @limit)
order by day, kind, id limit @limit`

// FeedReach says whose days are in a calendar: the person's own, what the units they are the head of lead, and what the units they
// may answer for owe to others.
type FeedReach struct {
	Person  int64
	Unit    int64
	Led     []int64
	Answers []int64
}

// FeedEvents returns the days in the reach that the scope of reading tasks covers, from since on and the earliest first, at most limit
// of them.
func (r Reader) FeedEvents(ctx context.Context, scope policy.Scope, reach FeedReach, since calendar.Date, limit int) ([]reform.FeedEvent, error) {
	return many[reform.FeedEvent](ctx, r.q, sqlFeedEvents, scoped(scope, pgx.NamedArgs{
		"person": reach.Person, "unit": reach.Unit, "led": append([]int64{}, reach.Led...), "answers": append([]int64{}, reach.Answers...),
		"since": since, "limit": limit,
	}))
}
