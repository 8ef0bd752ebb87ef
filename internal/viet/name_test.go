package viet_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cchc/internal/viet"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

func TestNameKeyPutsTheGivenNameFirst(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"Nguyễn Thị Ánh":                  "anh4_thi5_nguyên3",
		" nguyễn  THỊ ngọc Ánh ":          "anh4_thi5-ngoc5_nguyên3",
		norm.NFD.String("Nguyễn Thị Ánh"): "anh4_thi5_nguyên3",
		"Lê Ân":                           "ân0__lê0",
		"Đặng Văn Được":                   "đươc5_văn0_đăng5",
		"Admin":                           "admin0",
		"":                                "",
	}
	for in, want := range cases {
		if got := viet.NameKey(in); got != want {
			t.Errorf("NameKey(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPeopleAreListedByGivenThenMiddleThenFamilyName(t *testing.T) {
	t.Parallel()
	want := []string{
		"An",
		"Lê An",
		"Trần Bình An",
		"Lê Văn An",
		"Trần Văn An",
		"Bùi Văn Anh An",
		"Lê Bảo Án",
		"Phạm Thị Anh",
		"Hoàng Thị Ngọc Anh",
		"Bùi Văn Ánh",
		"Cao Văn Ân",
		"Vũ Thị Bình",
		"Đỗ Hà Dung",
		"Đỗ Hà Dũng",
		"Ngô Đức Đạt",
		"Lý Hòa",
		"Lý Hoàn",
		"Lý Thủy",
	}
	vi := collate.New(language.Vietnamese)
	got := slices.Clone(want)
	rand.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
	slices.SortFunc(got, func(a, b string) int { return vi.CompareString(viet.NameKey(a), viet.NameKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("listed as %q", got)
	}
}
