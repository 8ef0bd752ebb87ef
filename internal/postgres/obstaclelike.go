package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// fragObstacleTitle is the folded title of an obstacle, fragLike says that the title is like the text.
const (
	fragObstacleTitle = `split_part(o.search_fold, ' | ', 1)`
	fragLike          = `(typed.text <% ` + fragObstacleTitle + ` or typed.text % ` + fragObstacleTitle + `)`
)

// Half a sentence in other words is like enough; the extension's own limit asks for more. Of an obstacle out of reach only the
// title is compared: what its unit wrote besides must not be found out by guessing. The nearest that blocks and the nearest that was
// lifted come first, then the second of each.
const sqlSimilarObstacles = `
with typed as materialized (select @text::text as text, set_config('pg_trgm.word_similarity_threshold', '0.45', true)
), alike as (
	select o.id, o.code, o.title, o.cause, u.name as unit, o.state, o.state in ('resolved', 'decided', 'closed') as lifted,
		coalesce(c.decided_at, o.closed_at, o.entered_at) as stamp, coalesce(nullif(c.direction, ''), o.resolution) as answer,
		coalesce(` + fragTaskInScope + `, false) as in_reach, ` + fragLike + ` as by_title,
		greatest(word_similarity(typed.text, ` + fragObstacleTitle + `), similarity(typed.text, ` + fragObstacleTitle + `)) as title_near,
		word_similarity(typed.text, o.search_fold) as near
	from typed join obstacle o on typed.text <% o.search_fold or typed.text % ` + fragObstacleTitle + `
	join task t on t.id = o.task_id join unit u on u.id = o.unit_id
	left join decision_card c on c.id = o.card_id and c.state = 'decided'
	where @compare_all and o.state <> 'withdrawn' and o.code <> @except
), ranked as (
	select code, title, cause, unit, state, lifted, stamp, answer, in_reach,
		row_number() over (partition by lifted order by case when in_reach then greatest(near, title_near) else title_near end desc, id desc) as place
	from alike where in_reach or by_title
), chosen as (select code, title, cause, unit, state, lifted, stamp, answer, in_reach, place from ranked order by place, lifted limit @limit)
select code, title, cause, unit, state, case when lifted then stamp end as lifted_at, case when lifted then answer else '' end as answer, in_reach
from chosen order by lifted, place`

// SimilarObstacles returns the outlines of the obstacles that are most like the folded text, other than the one with the code
// except: those that still block first. compare covers whose outline may be read, read which of them may be opened.
func (r Reader) SimilarObstacles(ctx context.Context, compare, read policy.Scope, text, except string) ([]reform.SimilarObstacle, error) {
	return many[reform.SimilarObstacle](ctx, r.q, sqlSimilarObstacles, scoped(read, pgx.NamedArgs{
		"compare_all": compare.All(), "text": text, "except": except, "limit": reform.SimilarMost,
	}))
}
