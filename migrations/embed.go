// Package migrations holds the steps from an empty database to the schema this program needs.
package migrations

import "embed"

// FS holds the numbered .sql files, read by golang-migrate.
//
//go:embed *.sql
var FS embed.FS
