package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

const (
	sqlPersonNames = `select id, name from person where id = any(@ids)`
	sqlUnitNames   = `select id, name from unit where id = any(@ids)`
)

// PersonNames returns what the people with these numbers are called: names are nobody's secret inside the portal.
func (r Reader) PersonNames(ctx context.Context, ids []int64) (map[int64]string, error) {
	return called(ctx, r.q, sqlPersonNames, ids)
}

// UnitNames returns what the units with these numbers are called.
func (r Reader) UnitNames(ctx context.Context, ids []int64) (map[int64]string, error) {
	return called(ctx, r.q, sqlUnitNames, ids)
}

func called(ctx context.Context, q querier, sql string, ids []int64) (map[int64]string, error) {
	rows, err := many[struct {
		ID   int64
		Name string
	}](ctx, q, sql, pgx.NamedArgs{"ids": ids})
	out := make(map[int64]string, len(rows))
	for _, row := range rows {
		out[row.ID] = row.Name
	}
	return out, err
}
