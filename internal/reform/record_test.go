package reform_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestDocumentsAreCitedAsOnPaper(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		document      reform.Document
		number, dated string
	}{
		{reform.Document{CodeNumber: "433", CodeNotation: "UBND-NC", IssuedOn: calendar.NewDate(2024, time.February, 27), IssuedYear: 2024},
			"433/UBND-NC", "ngày 27/02/2024"},
		{reform.Document{CodeNumber: "28", CodeNotation: "-CT/TU", IssuedYear: 2022}, "28-CT/TU", "năm 2022"},
		{reform.Document{CodeNotation: "SKHCN-VP", IssuedYear: 2024}, "…/SKHCN-VP", "năm 2024"},
	} {
		if got := c.document.Number(); got != c.number {
			t.Errorf("number %q, want %q", got, c.number)
		}
		if got := c.document.Dated(); got != c.dated {
			t.Errorf("dated %q, want %q", got, c.dated)
		}
	}
}

func TestDocumentIsChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		change func(*reform.Document)
		want   []string
	}{
		{func(*reform.Document) {}, nil},
		{func(d *reform.Document) { d.CodeNumber = "" }, nil},
		{func(d *reform.Document) { d.Kind = "poem" }, []string{"loai"}},
		{func(d *reform.Document) { d.CodeNotation = "" }, []string{"ky_hieu"}},
		{func(d *reform.Document) { d.IssuedYear = 0 }, []string{"ngay"}},
		{func(d *reform.Document) { d.Issuer, d.Subject = "", "" }, []string{"co_quan", "trich_yeu"}},
		{func(d *reform.Document) { d.Subject = strings.Repeat("ộ", 501) }, []string{"trich_yeu"}},
		{func(d *reform.Document) { d.Secret = true }, nil},
		{func(d *reform.Document) { d.Secret, d.Summary = true, "Nội dung" }, []string{"tom_tat"}},
	} {
		d := reform.Document{
			Kind: reform.DocumentDirective, CodeNumber: "433", CodeNotation: "UBND-NC", IssuedYear: 2024, Issuer: "UBND tỉnh", Subject: "Về cải cách",
		}
		c.change(&d)
		if got := complains(t, d.Check()); !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

func TestClauseIsChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		clause reform.Clause
		want   []string
	}{
		{reform.Clause{Path: "3.b", Label: "điểm b mục 3", Body: "Rà soát.", Area: -1}, nil},
		{reform.Clause{Path: "3.b", Label: "điểm b mục 3", Heading: "Cải cách thể chế", Area: 1}, nil},
		{reform.Clause{Path: "3.b", Label: "điểm b mục 3", Area: 1}, []string{"noi_dung"}},
		{reform.Clause{Body: "Rà soát.", Area: 7}, []string{"duong_dan", "nhan", "linh_vuc"}},
	} {
		if got := complains(t, c.clause.Check()); !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

func science() reform.Unit {
	return reform.Unit{
		ID: 3, Code: "H31.99.04", Name: "Phòng Quản lý Khoa học", ShortName: "QLKH", Kind: reform.UnitDivision,
		Relation: reform.RelInternal, ParentID: 1, ValidFrom: on(1), ValidTo: on(20),
	}
}

func TestUnitIsChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		change func(*reform.Unit)
		want   []string
	}{
		{func(*reform.Unit) {}, nil},
		{func(u *reform.Unit) { u.ValidTo = calendar.Date{} }, nil},
		{func(u *reform.Unit) { u.Code = "h31" }, []string{"ma"}},
		{func(u *reform.Unit) { u.Code = "H" + strings.Repeat("1", 35) }, []string{"ma"}},
		{func(u *reform.Unit) { u.Name, u.ShortName = "", "" }, []string{"ten", "ten_ngan"}},
		{func(u *reform.Unit) { u.Kind, u.Relation = "", "" }, []string{"loai", "quan_he"}},
		{func(u *reform.Unit) { u.ValidFrom = calendar.Date{} }, []string{"tu_ngay"}},
		{func(u *reform.Unit) { u.ValidTo = u.ValidFrom }, []string{"den_ngay"}},
		{func(u *reform.Unit) { u.ParentID = u.ID }, []string{"cap_tren"}},
	} {
		u := science()
		c.change(&u)
		if got := complains(t, u.Check()); !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

func TestUnitStandsFromItsFirstDayToTheOneBeforeItsEnd(t *testing.T) {
	t.Parallel()
	open := science()
	open.ValidTo = calendar.Date{}
	if !science().Stands(on(1)) || !science().Stands(on(19)) || science().Stands(on(20)) || science().Stands(on(1).AddDays(-1)) {
		t.Error("a unit stands on other days than its own")
	}
	if !open.Stands(on(60)) {
		t.Error("a unit without an end does not stand")
	}
}

func TestOnlyWorkingUnitsTakeTasks(t *testing.T) {
	t.Parallel()
	for _, kind := range reform.UnitKinds() {
		want := kind != reform.UnitLeadership && kind != reform.UnitOutside
		if got := (reform.Unit{Kind: kind}).TakesTasks(); got != want {
			t.Errorf("%s takes tasks: %v", kind, got)
		}
	}
}

func TestUnitsNeverFormACircle(t *testing.T) {
	t.Parallel()
	units := []reform.Unit{{ID: 1}, {ID: 2, ParentID: 1}, {ID: 3, ParentID: 2}, {ID: 4, ParentID: 3}}
	for _, c := range []struct {
		id, parent int64
		want       bool
	}{{3, 1, true}, {2, 0, true}, {4, 1, true}, {1, 4, false}, {2, 3, false}, {2, 4, false}, {0, 4, true}} {
		err := reform.Unit{ID: c.id, ParentID: c.parent}.CheckPlace(units)
		if (err == nil) != c.want {
			t.Errorf("%d under %d: %v", c.id, c.parent, err)
		}
	}
}

func TestPersonIsChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		change func(*reform.Person)
		want   []string
	}{
		{func(*reform.Person) {}, nil},
		{func(p *reform.Person) { p.Email = "an@hungyen.gov.vn" }, nil},
		{func(p *reform.Person) { p.Email = "an" }, []string{"thu_dien_tu"}},
		{func(p *reform.Person) { p.Username = "An" }, []string{"ten_dang_nhap"}},
		{func(p *reform.Person) { p.Username = "a" }, []string{"ten_dang_nhap"}},
		{func(p *reform.Person) { p.Name = "" }, []string{"ho_ten"}},
		{func(p *reform.Person) { p.UnitID = 0 }, []string{"don_vi"}},
		{func(p *reform.Person) { p.Roles = nil }, []string{"vai_tro"}},
		{func(p *reform.Person) { p.Roles = []policy.Role{policy.System} }, []string{"vai_tro"}},
	} {
		p := reform.Person{Username: "annv", Name: "Nguyễn Văn An", UnitID: 3, Roles: []policy.Role{policy.Staff}}
		c.change(&p)
		if got := complains(t, p.Check()); !slices.Equal(got, c.want) {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

func TestChangesNameFieldsAndShowOfMailAddressesNoMoreThanNeeded(t *testing.T) {
	t.Parallel()
	before := reform.Person{Username: "annv", Name: "Nguyễn Văn An", Email: "an@mau.example", Roles: []policy.Role{policy.Staff}, Active: true}
	after := before
	after.Email, after.Roles, after.Active = "khac@mau.example", []policy.Role{policy.Staff, policy.Head}, false
	want := []reform.Change{{Field: "email", From: "a***@mau.example", To: "k***@mau.example"}, {Field: "roles", From: "staff", To: "head, staff"}, {Field: "active", From: "true", To: "false"}}
	if got := before.ChangesTo(after); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if got := science().ChangesTo(science()); len(got) != 0 {
		t.Errorf("nothing changed, yet %v", got)
	}
}
