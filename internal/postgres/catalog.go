package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// catalogLine is one column, constraint, index or trigger of a table.
type catalogLine struct {
	Name string
	Line string
}

const (
	sqlCatalogTables = `
select c.relname::text as name, '' as line
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'schema_migrations'
order by c.relname`

	sqlCatalogColumns = `
select a.attname::text as name, format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
	|| coalesce(case when a.attidentity <> '' then ' generated always as identity'
		when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
		else ' default ' || pg_get_expr(d.adbin, d.adrelid) end, '') as line
from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attrelid = to_regclass(@table::text) and a.attnum > 0 and not a.attisdropped
order by a.attnum`

	sqlCatalogConstraints = `
select conname::text as name, pg_get_constraintdef(oid) as line
from pg_constraint where conrelid = to_regclass(@table::text) order by contype desc, conname`

	sqlCatalogIndexes = `
select indexname::text as name, indexdef as line
from pg_indexes where schemaname = 'public' and tablename = @table::text
	and indexname not in (select conname::text from pg_constraint where conrelid = to_regclass(@table::text))
order by indexname`

	sqlCatalogTriggers = `
select tgname::text as name, pg_get_triggerdef(oid) as line
from pg_trigger where tgrelid = to_regclass(@table::text) and not tgisinternal order by tgname`
)

// SchemaText returns the tables as the database itself describes them, as Markdown.
func (db *DB) SchemaText(ctx context.Context) (string, error) {
	tables, err := many[catalogLine](ctx, db.q, sqlCatalogTables, nil)
	if err != nil {
		return "", fmt.Errorf("read the catalog: %w", err)
	}
	var text strings.Builder
	for _, table := range tables {
		fmt.Fprintf(&text, "\n## %s\n\n| column | type |\n|---|---|\n", table.Name)
		if err := db.describe(ctx, &text, table.Name); err != nil {
			return "", fmt.Errorf("describe %s: %w", table.Name, err)
		}
	}
	return text.String(), nil
}

func (db *DB) describe(ctx context.Context, text *strings.Builder, table string) error {
	args := pgx.NamedArgs{"table": table}
	columns, err := many[catalogLine](ctx, db.q, sqlCatalogColumns, args)
	if err != nil {
		return err
	}
	for _, column := range columns {
		fmt.Fprintf(text, "| `%s` | %s |\n", column.Name, strings.ReplaceAll(column.Line, "|", `\|`))
	}
	text.WriteString("\n")
	for _, sql := range []string{sqlCatalogConstraints, sqlCatalogIndexes, sqlCatalogTriggers} {
		lines, err := many[catalogLine](ctx, db.q, sql, args)
		if err != nil {
			return err
		}
		for _, line := range lines {
			fmt.Fprintf(text, "- `%s`: %s\n", line.Name, line.Line)
		}
	}
	return nil
}
