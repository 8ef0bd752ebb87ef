package postgres_test

import (
	"slices"
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestTasksAreFoundHoweverTheyAreTyped(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	want := d.DraftTitled("Đơn giản hóa thủ tục đất đai 50% hồ sơ_mới").Code
	d.DraftTitled("Rà soát biên chế")
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	for _, typed := range []string{
		"đơn giản hóa", "don gian hoa", "DON GIAN", "ĐẤT ĐAI", "dat dai", "đơn đai", "don gia\u0309n", "Đo\u031bn gia\u0309n",
		"  don   gian ", want, "cchc-2026-001", "CCHC2026001", "2026-001", "50%", "sơ_mới",
	} {
		f := reform.TaskFilter{Text: typed, Today: d.App.Today()}
		lines, err := d.DB.Tasks(t.Context(), scope, f)
		if got := codes(lines); err != nil || !slices.Equal(got, []string{want}) {
			t.Errorf("%q finds %v (%v)", typed, got, err)
		}
		if n, err := d.DB.CountTasks(t.Context(), scope, f); err != nil || n != 1 {
			t.Errorf("%q counts %d (%v)", typed, n, err)
		}
	}
	for _, typed := range []string{"giản đơn", "50_", "khong co"} {
		lines, err := d.DB.Tasks(t.Context(), scope, reform.TaskFilter{Text: typed, Today: d.App.Today()})
		if err != nil || len(lines) != 0 {
			t.Errorf("%q finds %v (%v)", typed, codes(lines), err)
		}
	}
}

func TestSignsOfPatternsAreOnlySigns(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	d.DraftTitled("Rà soát biên chế")
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	for _, typed := range []string{"%", "_", `\`, "bien_che", "2026%001"} {
		lines, err := d.DB.Tasks(t.Context(), scope, reform.TaskFilter{Text: typed, Today: d.App.Today()})
		if err != nil || len(lines) != 0 {
			t.Errorf("%q finds %v (%v)", typed, codes(lines), err)
		}
	}
}

func TestExactTonesComeFirst(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	other := d.DraftTitled("Hòa giải ở cơ sở")
	exact := d.DraftTitled("Hoa trong công sở")
	third := d.DraftTitled("Quản lý hóa chất")
	scope := policy.See(d.Clerk.Actor, policy.TaskRead)
	for typed, want := range map[string][]string{
		"hóa": {third.Code, other.Code, exact.Code}, "hòa": {other.Code, exact.Code, third.Code}, "hoa": {other.Code, exact.Code, third.Code},
		"ho\u0301a": {third.Code, other.Code, exact.Code},
	} {
		lines, err := d.DB.Tasks(t.Context(), scope, reform.TaskFilter{Text: typed, Sort: reform.SortCode, Today: d.App.Today()})
		if got := codes(lines); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q gives %v, want %v (%v)", typed, got, want, err)
		}
	}
}

func TestDocumentsAndPeopleAreFoundWithoutTones(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	directive := d.Directive("12")
	scope := policy.See(d.Clerk.Actor, policy.DocumentRead)
	for typed, want := range map[string]int{"12/CT-UBND": 1, "day manh cai cach": 1, "chỉ thị": 1, "ubnd tinh": 1, "13/CT": 0} {
		lines, err := d.DB.Documents(t.Context(), scope, reform.DocumentFilter{Text: typed})
		n, countErr := d.DB.CountDocuments(t.Context(), scope, reform.DocumentFilter{Text: typed})
		if err != nil || countErr != nil || len(lines) != want || n != want || want == 1 && lines[0].ID != directive.ID {
			t.Errorf("%q finds %d and counts %d (%v, %v)", typed, len(lines), n, err, countErr)
		}
	}
	for typed, want := range map[string]string{"dang van khanh": "khanhdv", "Khánh": "khanhdv", "maint": "maint", "le van phuoc": "phuoclv"} {
		people, err := d.DB.People(t.Context(), reform.PeopleFilter{Text: typed})
		if err != nil || len(people) != 1 || people[0].Username != want {
			t.Errorf("%q finds %+v (%v)", typed, people, err)
		}
	}
}

func TestPeopleStandByGivenName(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	people, err := d.DB.People(t.Context(), reform.PeopleFilter{Unit: d.Units.Science.ID})
	if got := names(people); err != nil || !slices.Equal(got, []string{"Nguyễn Văn An", "Trần Thị Bích", "Đặng Văn Khánh"}) {
		t.Errorf("%v (%v)", got, err)
	}
	officers, err := d.DB.Officers(t.Context(), []int64{d.Units.Office.ID, d.Units.Digital.ID, d.Units.Centre.ID})
	if got := names(officers); err != nil || !slices.Equal(got, []string{"Lê Văn Giang", "Hà Thị Nhung", "Quách Văn Vinh", "Phùng Thị Yến"}) {
		t.Errorf("officers are %v (%v)", got, err)
	}
	if n, err := d.DB.CountPeople(t.Context(), reform.PeopleFilter{}); err != nil || n != len(d.Everybody()) {
		t.Errorf("%d people (%v)", n, err)
	}
}

func names(people []reform.Person) []string {
	var out []string
	for _, p := range people {
		out = append(out, p.Name)
	}
	return out
}
