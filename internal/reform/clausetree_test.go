package reform_test

import (
	"slices"
	"testing"

	"cchc/internal/fault"
	"cchc/internal/reform"
)

// tree is a text with the items 1 to 3, where item 3 has the points a, đ and e, and a footnote at the end.
func tree() []reform.Clause {
	return []reform.Clause{
		{ID: 1, Path: "1"}, {ID: 2, Path: "2"}, {ID: 3, Path: "3"},
		{ID: 4, ParentID: 3, Path: "3.a"}, {ID: 5, ParentID: 4, Path: "3.a.1"}, {ID: 6, ParentID: 3, Path: "3.đ"},
		{ID: 7, ParentID: 3, Path: "3.e"}, {ID: 8, Path: "fn.x"},
	}
}

func TestClauseStandsWhereItsPathSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		clause reform.Clause
		want   []int64
	}{
		"a point between its letters":       {reform.Clause{ID: 9, ParentID: 3, Path: "3.d"}, []int64{1, 2, 3, 4, 5, 9, 6, 7, 8}},
		"a point behind the last letter":    {reform.Clause{ID: 9, ParentID: 3, Path: "3.g"}, []int64{1, 2, 3, 4, 5, 6, 7, 9, 8}},
		"the first below its parent":        {reform.Clause{ID: 9, ParentID: 6, Path: "3.đ.1"}, []int64{1, 2, 3, 4, 5, 6, 9, 7, 8}},
		"an item behind everything":         {reform.Clause{ID: 9, Path: "4"}, []int64{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		"an item before the first":          {reform.Clause{ID: 9, Path: "0"}, []int64{9, 1, 2, 3, 4, 5, 6, 7, 8}},
		"a path that says nothing of order": {reform.Clause{ID: 9, ParentID: 3, Path: "3.IV"}, []int64{1, 2, 3, 4, 5, 6, 7, 9, 8}},
		"a move takes along what is below":  {reform.Clause{ID: 4, Path: "2a"}, []int64{1, 2, 3, 6, 7, 8, 4, 5}},
		"a footnote is no item":             {reform.Clause{ID: 9, Path: "fn.1"}, []int64{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		"an edit that changes no place":     {reform.Clause{ID: 4, ParentID: 3, Path: "3.a"}, []int64{1, 2, 3, 4, 5, 6, 7, 8}},
	} {
		if got := reform.ClauseOrder(tree(), c.clause); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestClauseCannotStandBelowItself(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		clause reform.Clause
		wrong  bool
	}{
		"below itself":             {reform.Clause{ID: 3, ParentID: 3}, true},
		"below its own point":      {reform.Clause{ID: 3, ParentID: 5}, true},
		"below another document's": {reform.Clause{ID: 3, ParentID: 99}, true},
		"below a neighbour":        {reform.Clause{ID: 3, ParentID: 2}, false},
		"a new one at the top":     {reform.Clause{}, false},
	} {
		err := c.clause.CheckPlace(tree())
		if wrong := fault.KindOf(err) == fault.Invalid && err != nil; wrong != c.wrong {
			t.Errorf("%s: %v", name, err)
		}
	}
}
