package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

const sqlUnreadNotices = `
select count(*) from (select from notice where person_id = @person and read_at is null limit @limit) counted`

// UnreadNotices returns how many notices the person has not read, counting no further than one past reform.UnreadMost.
func (r Reader) UnreadNotices(ctx context.Context, person int64) (int, error) {
	return scalar[int](ctx, r.q, sqlUnreadNotices, pgx.NamedArgs{"person": person, "limit": reform.UnreadMost + 1})
}

const selectNotice = `select n.id, n.kind, n.title, n.body, n.object_kind as object, n.object_name as name, n.at, n.read_at from notice n `

const sqlNotices = selectNotice + `
where n.person_id = @scope_person order by n.read_at is not null, n.at desc, n.id desc limit @limit offset @offset`

// Notices returns one page of what the scope's own person was told: what is not read yet first, the newest first of each.
func (r Reader) Notices(ctx context.Context, scope policy.Scope, page int) ([]reform.Notice, error) {
	return many[reform.Notice](ctx, r.q, sqlNotices, scoped(scope, pgx.NamedArgs{"limit": reform.PageSize, "offset": offset(page)}))
}

const sqlCountNotices = `select count(*) from (select from notice where person_id = @scope_person limit @counted) counted`

// CountNotices returns how many notices the scope's own person has, counting no further than one past reform.CountLimit.
func (r Reader) CountNotices(ctx context.Context, scope policy.Scope) (int, error) {
	return scalar[int](ctx, r.q, sqlCountNotices, scoped(scope, pgx.NamedArgs{"counted": reform.CountLimit + 1}))
}

const sqlNotice = selectNotice + `where n.id = @id and n.person_id = @scope_person`

// Notice returns the notice with this number, or a not-found fault when it is not the scope's own person's.
func (r Reader) Notice(ctx context.Context, scope policy.Scope, id int64) (reform.Notice, error) {
	return one[reform.Notice](ctx, r.q, sqlNotice, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlReadNotices = `
update notice set read_at = @now where person_id = @actor and read_at is null and id <= @last and (@only::bigint = 0 or id = @only)`

// ReadNotices marks what the actor was told up to the notice last as read, or of it only the one notice, under a Grant to read
// one's own notices. To have read something changes no record of the work, so it leaves no audit line.
func (tx *Tx) ReadNotices(ctx context.Context, grant policy.Grant, last, only int64) error {
	if !grant.Covers(policy.Notice, 0, policy.NoticeRead) {
		return fmt.Errorf("a grant for %s reads no notices", grant.Action())
	}
	_, err := tx.tx.Exec(ctx, sqlReadNotices, pgx.NamedArgs{"actor": grant.Actor().Person, "now": tx.Now, "last": last, "only": only})
	return asFault(err)
}
