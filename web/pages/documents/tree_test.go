package documents

import (
	"testing"

	"cchc/internal/reform"
)

func sampleTree() []Node {
	clauses := []reform.Clause{
		{ID: 1, Path: "1", Label: "mục 1", Area: 0}, {ID: 3, Path: "3", Label: "mục 3", Area: -1},
		{ID: 4, ParentID: 3, Path: "3.đ", Label: "điểm đ mục 3", Area: 5},
		{ID: 5, ParentID: 4, Path: "3.đ.1", Label: "ý 1, điểm đ mục 3", Area: 5},
		{ID: 6, ParentID: 4, Path: "3.đ.2", Label: "ý 2, điểm đ mục 3", Area: 5},
		{ID: 9, ParentID: 77, Path: "fn.1", Label: "chú thích 1", Area: -1},
	}
	return Grow(clauses, []reform.ClauseTask{{ClauseID: 5, Code: "CCHC-2026-001"}, {ClauseID: 5, Code: "CCHC-2026-002"}, {ClauseID: 1, Code: "CCHC-2026-003"}})
}

func TestOnlyLastClausesAreCounted(t *testing.T) {
	t.Parallel()
	if with, total := Covered(sampleTree()); with != 2 || total != 4 {
		t.Errorf("%d of %d clauses have tasks, want 2 of 4", with, total)
	}
}

func TestBareTreeKeepsTheWayToClausesWithoutTasks(t *testing.T) {
	t.Parallel()
	bare := Bare(sampleTree())
	if len(bare) != 2 || bare[0].Clause.ID != 3 || bare[1].Clause.ID != 9 {
		t.Fatalf("top level: %+v", bare)
	}
	point := bare[0].Children[0]
	if point.Clause.ID != 4 || len(point.Children) != 1 || point.Children[0].Clause.ID != 6 {
		t.Errorf("below point đ: %+v", point)
	}
	if full := sampleTree(); len(full[1].Children[0].Children) != 2 {
		t.Error("the whole tree lost a clause")
	}
}

func TestClausesKeepTheLettersOfTheText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ path, label, want string }{
		{"3", "mục 3", "3."}, {"3.đ", "điểm đ mục 3", "đ)"}, {"3.đ.2", "ý 2, điểm đ mục 3", "Ý 2."},
		{"0", "đoạn mở đầu", "Đoạn mở đầu."}, {"fn.1", "chú thích 1", "Chú thích 1."},
	} {
		if got := mark(reform.Clause{Path: c.path, Label: c.label}); got != c.want {
			t.Errorf("%s: %q, want %q", c.label, got, c.want)
		}
	}
}

func TestAreaIsSaidWhereItChanges(t *testing.T) {
	t.Parallel()
	point := sampleTree()[1].Children[0]
	if !point.ownArea || point.Children[0].ownArea {
		t.Errorf("own area: point %v, duty below it %v; want true, false", point.ownArea, point.Children[0].ownArea)
	}
}

func TestBlankNumberAndDayAreSaid(t *testing.T) {
	t.Parallel()
	d := reform.Document{Kind: reform.DocumentLetter, CodeNotation: "SKHCN-VP", IssuedYear: 2024}
	if got := cited(d); got != "Công văn …/SKHCN-VP năm 2024" {
		t.Errorf("cited %q", got)
	}
	if got := issued(d); got != "2024 (để trống ngày)" {
		t.Errorf("issued %q", got)
	}
	if got := blank(d.CodeNumber); got != "Để trống" {
		t.Errorf("number %q", got)
	}
	party := reform.Document{Kind: reform.DocumentDirective, CodeNumber: "28", CodeNotation: "-CT/TU"}
	if got := Name(party); got != "Chỉ thị 28-CT/TU" {
		t.Errorf("called %q", got)
	}
}
