package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// LetterSourceLine is a place that one task of a letter was drawn from.
type LetterSourceLine struct {
	TaskID       int64
	DocumentID   int64
	Kind         reform.DocumentKind
	CodeNumber   string
	CodeNotation string
	IssuedOn     calendar.Date
	IssuedYear   int
	Issuer       string
	Subject      string
	Secret       bool
	Label        string
}

// Source returns the line as a letter cites it.
func (l LetterSourceLine) Source() reform.LetterSource {
	return reform.LetterSource{Label: l.Label, Document: reform.Document{
		ID: l.DocumentID, Kind: l.Kind, CodeNumber: l.CodeNumber, CodeNotation: l.CodeNotation, IssuedOn: l.IssuedOn, IssuedYear: l.IssuedYear,
		Issuer: l.Issuer, Subject: l.Subject, Secret: l.Secret,
	}}
}

const sqlLetterSources = `
select k.task_id, d.id as document_id, d.kind, d.code_number, d.code_notation, d.issued_on, d.issued_year, d.issuer, d.subject, d.secret, c.label
from nudge_task k join nudge n on n.id = k.nudge_id join task_clause tc on tc.task_id = k.task_id
join clause c on c.id = tc.clause_id join document d on d.id = c.document_id
where k.nudge_id = @nudge and ` + fragNudgeInScope + ` order by k.due_on, k.id, d.id, c.sort_order`

// LetterSources returns what the tasks of the nudge were drawn from, task by task.
func (r Reader) LetterSources(ctx context.Context, scope policy.Scope, nudge int64) ([]LetterSourceLine, error) {
	return many[LetterSourceLine](ctx, r.q, sqlLetterSources, scoped(scope, pgx.NamedArgs{"nudge": nudge}))
}

// LetterReport is the day of the last report on a task of a letter, before its nudge was made.
type LetterReport struct {
	TaskID int64
	Day    calendar.Date
}

const sqlLetterReports = `
select k.task_id, (max(p.reported_at) at time zone 'Asia/Ho_Chi_Minh')::date as day
from nudge_task k join nudge n on n.id = k.nudge_id join report p on p.task_id = k.task_id and p.reported_at <= n.made_at
where k.nudge_id = @nudge and p.state <> 'draft' and ` + fragNudgeInScope + ` group by k.task_id`

// LetterReports returns when the tasks of the nudge were last reported on before it was made; tasks never reported on are left out.
func (r Reader) LetterReports(ctx context.Context, scope policy.Scope, nudge int64) ([]LetterReport, error) {
	return many[LetterReport](ctx, r.q, sqlLetterReports, scoped(scope, pgx.NamedArgs{"nudge": nudge}))
}

const sqlBatchText = `select b.text from nudge n join nudge_batch b on b.id = n.batch_id where n.id = @nudge and ` + fragNudgeInScope

// BatchText returns the text that the Office typed for the act that the nudge is of, with its placeholders.
func (r Reader) BatchText(ctx context.Context, scope policy.Scope, nudge int64) (string, error) {
	return scalar[string](ctx, r.q, sqlBatchText, scoped(scope, pgx.NamedArgs{"nudge": nudge}))
}

const sqlLetterNudges = `
select code, rung, sent_at, letter_number, letter_on, tasks, answered from (
	select b.code, b.rung, b.sent_at, b.letter_number, b.letter_on, count(*)::int as tasks,
		(count(*) filter (where a.answered_at <= n.made_at))::int as answered
	from nudge_task k join nudge n on n.id = k.nudge_id
	join nudge_task a on a.task_id = k.task_id and a.sent_at < n.made_at join nudge b on b.id = a.nudge_id and b.unit_id = n.unit_id
	where k.nudge_id = @nudge and ` + fragNudgeInScope + `
	group by b.id order by b.sent_at desc, b.id desc limit @limit) newest
order by sent_at, code`

// LetterNudges returns the nudges of the same unit about tasks of the nudge that went out before it was made: the latest limit of them,
// the oldest first.
func (r Reader) LetterNudges(ctx context.Context, scope policy.Scope, nudge int64, limit int) ([]reform.EarlierNudge, error) {
	return many[reform.EarlierNudge](ctx, r.q, sqlLetterNudges, scoped(scope, pgx.NamedArgs{"nudge": nudge, "limit": limit}))
}
