package org

import (
	"testing"

	"cchc/internal/reform"
)

func TestUnitsStandBelowTheirSuperiors(t *testing.T) {
	t.Parallel()
	rows := Rows([]reform.Unit{{ID: 2, ParentID: 1}, {ID: 1}, {ID: 4, ParentID: 2}, {ID: 3, ParentID: 1}, {ID: 5, ParentID: 99}})
	want := []struct {
		id    int64
		level int
	}{{1, 0}, {2, 1}, {4, 2}, {3, 1}, {5, 0}}
	if len(rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(rows), len(want))
	}
	for i, w := range want {
		if rows[i].Unit.ID != w.id || rows[i].Level != w.level {
			t.Errorf("row %d: unit %d at level %d, want %d at %d", i, rows[i].Unit.ID, rows[i].Level, w.id, w.level)
		}
	}
}
