package postgres

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// atFirst is for how many rows room is made at once: most answers hold a few.
const atFirst = 4

// collect puts each row into a T, each column into the field of its name, and closes the rows. Columns and fields must be
// the same, as for pgx.RowToStructByName; which goes where is looked up once for an answer and not for each row.
func collect[T any](rows pgx.Rows) ([]T, error) {
	defer rows.Close()
	all := []T{}
	var into []any
	var places [][]int
	for rows.Next() {
		if into == nil {
			var err error
			if places, err = placesOf(reflect.TypeFor[T](), rows.FieldDescriptions()); err != nil {
				return nil, err
			}
			into, all = make([]any, len(places)), make([]T, 0, atFirst)
		}
		all = append(all, *new(T))
		row := reflect.ValueOf(&all[len(all)-1]).Elem()
		for i, place := range places {
			into[i] = row.FieldByIndex(place).Addr().Interface()
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
	}
	return all, rows.Err()
}

// each hands over every row as collect would return it, one after another, and closes the rows; the first error ends it.
func each[T any](rows pgx.Rows, take func(T) error) error {
	defer rows.Close()
	for rows.Next() {
		places, err := placesOf(reflect.TypeFor[T](), rows.FieldDescriptions())
		if err != nil {
			return err
		}
		var value T
		row, into := reflect.ValueOf(&value).Elem(), make([]any, len(places))
		for i, place := range places {
			into[i] = row.FieldByIndex(place).Addr().Interface()
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := take(value); err != nil {
			return err
		}
	}
	return rows.Err()
}

// answerKind is a struct and the names of the columns that go into it.
type answerKind struct {
	of      reflect.Type
	columns string
}

var knownPlaces sync.Map // answerKind → [][]int

// placesOf returns for each column the index of its field.
func placesOf(of reflect.Type, columns []pgconn.FieldDescription) ([][]int, error) {
	var names strings.Builder
	for _, column := range columns {
		names.WriteString(column.Name)
		names.WriteByte(0)
	}
	kind := answerKind{of, names.String()}
	if known, ok := knownPlaces.Load(kind); ok {
		return known.([][]int), nil
	}
	fields := map[string][]int{}
	for _, field := range reflect.VisibleFields(of) {
		if field.IsExported() && !field.Anonymous {
			fields[strings.ToLower(field.Name)] = field.Index
		}
	}
	places := make([][]int, len(columns))
	for i, column := range columns {
		name := strings.ReplaceAll(column.Name, "_", "")
		if places[i] = fields[name]; places[i] == nil {
			return nil, fmt.Errorf("%v has no field for the column %s", of, column.Name)
		}
		delete(fields, name)
	}
	for name := range fields {
		return nil, fmt.Errorf("the answer has no column for %s of %v", name, of)
	}
	knownPlaces.Store(kind, places)
	return places, nil
}
