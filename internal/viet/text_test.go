package viet_test

import (
	"testing"
	"unicode"

	"cchc/internal/viet"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// texts draws Vietnamese words mixed with whatever else may be pasted into a form.
func texts() *rapid.Generator[string] {
	vietnamese := rapid.SampledFrom([]rune("aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬĐÈẺẼÉẸỀỂỄẾỆỜỞỠỚỢỪỬỮỨỰỳỷỹýỵ" +
		"\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b \u00a0\u200b\ufeff\u00ad\t\r\n"))
	return rapid.OneOf(rapid.StringOf(vietnamese), rapid.String())
}

func TestNormaliseMakesOneCleanLine(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"  Đẩy   mạnh\ncải cách \t":                 "Đẩy mạnh cải cách",
		norm.NFD.String("Đẩy mạnh cải cách"):        "Đẩy mạnh cải cách",
		"Sở\u00a0Khoa học và\u200b Công\ufeff nghệ": "Sở Khoa học và Công nghệ",
		"a\u200b\u0301":         "á",
		"433/UBND\u00ad-NC\x00": "433/UBND-NC",
		"\u200b \u00a0":         "",
	}
	for in, want := range cases {
		if got := viet.Normalise(in); got != want {
			t.Errorf("Normalise(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNormaliseTextKeepsLinesAndIndents(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"Một \r\nHai\rBa\u2028Bốn":             "Một\nHai\nBa\nBốn",
		"\n\n- Việc\u00a0một\n  + bước \t\n\n": "- Việc một\n  + bước",
		"Đoạn một\n\nĐoạn\u200b hai":           "Đoạn một\n\nĐoạn hai",
		norm.NFD.String("Thủy lợi\nhòa bình"):  "Thủy lợi\nhòa bình",
		" \n\u200b\n ": "",
	}
	for in, want := range cases {
		if got := viet.NormaliseText(in); got != want {
			t.Errorf("NormaliseText(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNormalisedTextIsComposedAndStaysAsItIs(t *testing.T) {
	t.Parallel()
	for name, clean := range map[string]func(string) string{"Normalise": viet.Normalise, "NormaliseText": viet.NormaliseText, "Fold": viet.Fold} {
		rapid.Check(t, func(t *rapid.T) {
			s := texts().Draw(t, "s")
			once := clean(s)
			if !norm.NFC.IsNormalString(once) {
				t.Fatalf("%s(%q) = %q is not NFC", name, s, once)
			}
			if twice := clean(once); twice != once {
				t.Fatalf("%s(%q) = %q, and again = %q", name, s, once, twice)
			}
		})
	}
}

func TestFoldFindsWhatPeopleTypeWithoutMarks(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"a \u0300":                "a",
		"Đẩy mạnh  CẢI CÁCH":      "day manh cai cach",
		"hoà":                     "hoa",
		"hòa":                     "hoa",
		"Uỷ":                      "uy",
		"Ủy":                      "uy",
		"Đường Nguyễn Đình Chiểu": "duong nguyen dinh chieu",
		"CCHC-2026-014":           "cchc-2026-014",
		"ưỡn ẹo ở ĐÂU":            "uon eo o dau",
	}
	for in, want := range cases {
		if got := viet.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestComposedAndDecomposedInputFoldAlike(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := texts().Draw(t, "s")
		composed, decomposed := viet.Fold(norm.NFC.String(s)), viet.Fold(norm.NFD.String(s))
		if composed != decomposed {
			t.Fatalf("%q folds to %q composed and %q decomposed", s, composed, decomposed)
		}
	})
}

func TestEveryCharacterFoldsOnceAndForAll(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		once := viet.Fold(string(r))
		if twice := viet.Fold(once); twice != once {
			t.Errorf("%U folds to %q, and again to %q", r, once, twice)
		}
	}
}

func TestHasMarksSeesMarksHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	cases := map[string]bool{
		"cải": true, norm.NFD.String("cải"): true, "Đ": true, "da": false, "CCHC-2026": false, "": false, "ơ": true,
	}
	for in, want := range cases {
		if got := viet.HasMarks(in); got != want {
			t.Errorf("HasMarks(%q) = %v", in, got)
		}
	}
}

func TestUnmarkedKeepsOnlyPlainLetters(t *testing.T) {
	t.Parallel()
	if got := viet.Unmarked("  Đôn đốc  Ủy ban: hòa, thủy "); got != "Don doc Uy ban: hoa, thuy" {
		t.Errorf("%q", got)
	}
}

func TestCutEndsAtAWord(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ngắn": "ngắn", "Đôn đốc nhiệm vụ quá hạn": "Đôn đốc nhiệm vụ…", "Đônđốcnhiệmvụquáhạncủađơnvị": "Đônđốcnhiệmvụquáhạ…",
	} {
		if got := viet.Cut(text, 19); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
