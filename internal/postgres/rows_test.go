package postgres

import (
	"reflect"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

type answerSize struct{ Wide, HighUp int }

type answerLine struct {
	LeadUnitID int64
	answerSize
}

func columns(names ...string) []pgconn.FieldDescription {
	var all []pgconn.FieldDescription
	for _, name := range names {
		all = append(all, pgconn.FieldDescription{Name: name})
	}
	return all
}

func TestColumnsGoIntoFieldsByName(t *testing.T) {
	t.Parallel()
	of := reflect.TypeFor[answerLine]()
	for range 2 { // the second time from memory
		places, err := placesOf(of, columns("high_up", "lead_unit_id", "wide"))
		if err != nil || !slices.EqualFunc(places, [][]int{{1, 1}, {0}, {1, 0}}, slices.Equal) {
			t.Errorf("%v (%v)", places, err)
		}
	}
}

func TestColumnsAndFieldsAreTheSame(t *testing.T) {
	t.Parallel()
	of := reflect.TypeFor[answerLine]()
	for claim, names := range map[string][]string{
		"a column without a field":  {"high_up", "lead_unit_id", "wide", "deep"},
		"a field without a column":  {"high_up", "lead_unit_id"},
		"two columns for one field": {"high_up", "lead_unit_id", "wide", "wide"},
	} {
		if places, err := placesOf(of, columns(names...)); err == nil {
			t.Errorf("%s: %v", claim, places)
		}
	}
}
