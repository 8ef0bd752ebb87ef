package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
)

const sqlDocument = `
select id, kind, code_number, code_notation, issued_on, issued_year, issuer, subject, signer, signer_position, recipients, summary,
	secret, sample, created_by, created_at, version
from document d where id = @id and @scope_all`

// Document returns the entry of the register, or a not-found fault.
func (r Reader) Document(ctx context.Context, scope policy.Scope, id int64) (reform.Document, error) {
	return one[reform.Document](ctx, r.q, sqlDocument, scoped(scope, pgx.NamedArgs{"id": id}))
}

const fragDocuments = `
where @scope_all and (@kind = '' or d.kind = @kind) and (@year::int = 0 or d.issued_year = @year) and d.search_fold like @pattern`

const sqlDocuments = `
select d.id, d.kind, d.code_number, d.code_notation, d.issued_on, d.issued_year, d.issuer, d.subject, d.secret,
	count(distinct t.id) as tasks, count(distinct t.id) filter (where t.state = 'completed') as tasks_done
from (select d.* from document d` + fragDocuments + `
	order by d.issued_year desc, d.issued_on desc nulls first, d.id limit @limit offset @offset) d
left join clause c on c.document_id = d.id
left join task_clause tc on tc.clause_id = c.id
left join task t on t.id = tc.task_id and t.state not in ('draft', 'cancelled')` + fragCounted + `
group by d.id, d.kind, d.code_number, d.code_notation, d.issued_on, d.issued_year, d.issuer, d.subject, d.secret
order by d.issued_year desc, d.issued_on desc nulls first, d.id`

// Documents returns one page of the register, the newest first. A task that was divided counts through its units' own tasks.
func (r Reader) Documents(ctx context.Context, scope policy.Scope, f reform.DocumentFilter) ([]reform.DocumentLine, error) {
	return many[reform.DocumentLine](ctx, r.q, sqlDocuments, documentListArgs(scope, f))
}

const sqlCountDocuments = `select count(*) from document d` + fragDocuments

// CountDocuments returns how many entries the register has that match.
func (r Reader) CountDocuments(ctx context.Context, scope policy.Scope, f reform.DocumentFilter) (int, error) {
	return scalar[int](ctx, r.q, sqlCountDocuments, documentListArgs(scope, f))
}

const sqlDocumentYears = `
select coalesce(array_agg(distinct d.issued_year order by d.issued_year desc), '{}') from document d where @scope_all`

// DocumentYears returns the years the register has documents of, the newest first.
func (r Reader) DocumentYears(ctx context.Context, scope policy.Scope) ([]int, error) {
	return scalar[[]int](ctx, r.q, sqlDocumentYears, scoped(scope, nil))
}

const sqlDocumentChoices = `
select d.id, d.kind, d.code_number, d.code_notation, d.issued_on, d.issued_year, d.issuer, d.subject, d.secret, 0 as tasks, 0 as tasks_done
from document d
where @scope_all and d.id <> @document and (d.id = any(@chosen) or d.search_fold like @pattern)
order by d.id = any(@chosen) desc, d.issued_year desc, d.issued_on desc nulls first, d.id
limit cardinality(@chosen::bigint[]) + @limit::int`

// documentChoicesMost is how many documents a form offers beside those chosen already.
const documentChoicesMost = 12

// DocumentChoices returns the documents a form offers to link to, those chosen already first; it leaves their counts at 0.
func (r Reader) DocumentChoices(ctx context.Context, scope policy.Scope, c reform.DocumentChoice) ([]reform.DocumentLine, error) {
	return many[reform.DocumentLine](ctx, r.q, sqlDocumentChoices, scoped(scope, pgx.NamedArgs{
		"document": c.Document, "chosen": append([]int64{}, c.Chosen...), "pattern": likeInOrder(c.Text), "limit": documentChoicesMost,
	}))
}

func documentListArgs(scope policy.Scope, f reform.DocumentFilter) pgx.NamedArgs {
	return scoped(scope, pgx.NamedArgs{
		"kind": string(f.Kind), "year": f.Year, "pattern": likeInOrder(f.Text), "limit": reform.PageSize, "offset": offset(f.Page),
	})
}

const sqlDocumentLinks = `
select d.id, l.kind as link, l.from_id = @id as outgoing, d.kind, d.code_number, d.code_notation, d.issued_on, d.issued_year, d.issuer, d.subject
from document_link l join document d on d.id = case when l.from_id = @id then l.to_id else l.from_id end
where (l.from_id = @id or l.to_id = @id) and @scope_all
order by outgoing desc, l.kind desc, d.issued_year, d.issued_on, d.id`

// DocumentLinks returns the documents this one refers to and those that refer to it.
func (r Reader) DocumentLinks(ctx context.Context, scope policy.Scope, id int64) ([]reform.DocumentLink, error) {
	return many[reform.DocumentLink](ctx, r.q, sqlDocumentLinks, scoped(scope, pgx.NamedArgs{"id": id}))
}

const sqlCreateDocument = `
insert into document (kind, code_number, code_notation, issued_on, issued_year, issuer, subject, signer, signer_position, recipients, summary,
	secret, sample, search_fold, created_by, created_at)
values (@kind, @code_number, @code_notation, @issued_on, @issued_year, @issuer, @subject, @signer, @signer_position, @recipients, @summary,
	@secret, @sample, @search_fold, @actor, @now)
returning id`

// CreateDocument adds the document to the register and returns its number.
func (tx *Tx) CreateDocument(ctx context.Context, grant policy.Grant, d reform.Document) (int64, error) {
	args := documentArgs(d)
	args["actor"], args["now"] = grant.Actor().Person, tx.Now
	e := entry{kind: policy.Document, allowed: []policy.Action{policy.DocumentRegister}, name: d.Number()}
	return tx.write(ctx, grant, e, sqlCreateDocument, args)
}

const sqlEditDocument = `
update document set kind = @kind, code_number = @code_number, code_notation = @code_notation, issued_on = @issued_on, issued_year = @issued_year,
	issuer = @issuer, subject = @subject, signer = @signer, signer_position = @signer_position, recipients = @recipients, summary = @summary,
	secret = @secret, search_fold = @search_fold, version = version + 1
where id = @id and version = @version
returning id`

// EditDocument writes the entry over the version it was read at; a stale version is a conflict.
func (tx *Tx) EditDocument(ctx context.Context, grant policy.Grant, d reform.Document, changes []reform.Change) error {
	e := entry{kind: policy.Document, id: d.ID, allowed: []policy.Action{policy.DocumentEdit}, name: d.Number(), changes: changes}
	_, err := tx.write(ctx, grant, e, sqlEditDocument, documentArgs(d))
	return err
}

const (
	sqlDropDocumentLinks = `delete from document_link where from_id = @id`
	sqlAddDocumentLinks  = `insert into document_link (from_id, to_id, kind) select @id::bigint, unnest(@to::bigint[]), @kind on conflict do nothing`
)

// SetDocumentLinks replaces what the document refers to, under the Grant that registered or edited it.
func (tx *Tx) SetDocumentLinks(ctx context.Context, grant policy.Grant, id int64, links map[reform.LinkKind][]int64) error {
	if err := tx.also(ctx, grant, id, sqlDropDocumentLinks, pgx.NamedArgs{"id": id}); err != nil {
		return err
	}
	for kind, to := range links {
		if err := tx.also(ctx, grant, id, sqlAddDocumentLinks, pgx.NamedArgs{"id": id, "to": to, "kind": string(kind)}); err != nil {
			return err
		}
	}
	return nil
}

func documentArgs(d reform.Document) pgx.NamedArgs {
	fold := viet.Fold(d.Number() + " " + d.Subject + " " + d.Issuer + " " + d.Kind.Label())
	return pgx.NamedArgs{
		"id": d.ID, "version": d.Version, "kind": d.Kind, "code_number": d.CodeNumber, "code_notation": d.CodeNotation,
		"issued_on": d.IssuedOn, "issued_year": d.IssuedYear, "issuer": d.Issuer, "subject": d.Subject, "signer": d.Signer,
		"signer_position": d.SignerPosition, "recipients": d.Recipients, "summary": d.Summary, "secret": d.Secret, "sample": d.Sample,
		"search_fold": fold,
	}
}

const sqlTaskDocuments = `
select d.id, d.kind, d.code_number, d.code_notation, d.issued_on, d.issued_year, d.issuer, d.subject, d.secret, 0 as tasks, 0 as tasks_done
from document d
where @scope_all and exists (select from clause c join task_clause tc on tc.clause_id = c.id where c.document_id = d.id)
order by d.issued_year desc, d.issued_on desc nulls first, d.id limit 100`

// TaskDocuments returns the newest documents that tasks were drawn from, for filters; it leaves their counts at 0.
func (r Reader) TaskDocuments(ctx context.Context, scope policy.Scope) ([]reform.DocumentLine, error) {
	return many[reform.DocumentLine](ctx, r.q, sqlTaskDocuments, scoped(scope, nil))
}
