package bare

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"cchc/internal/reform"
)

// kept is a brief as it was kept; what it holds is the portal's own, for it is kept as one value.
type kept struct {
	Code, Author string
	At           time.Time
	Brief        reform.Brief
}

const sqlKept = `select s.code, p.name, s.at, s.brief from snapshot s join person p on p.id = s.taken_by where s.code = $1`

func readBrief(ctx context.Context, pool *pgxpool.Pool, code string) (kept, error) {
	rows, err := pool.Query(ctx, sqlKept, code)
	if err != nil {
		return kept{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[kept])
}
