package calendar_test

import (
	"testing"
	"time"

	"cchc/internal/calendar"

	"pgregory.net/rapid"
)

func TestDatesReadAsVietnamesePeopleWriteThem(t *testing.T) {
	t.Parallel()
	cases := []struct{ iso, short, long, formal string }{
		{"2026-11-23", "23/11/2026", "Thứ Hai, 23/11/2026", "ngày 23 tháng 11 năm 2026"},
		{"2026-02-01", "01/02/2026", "Chủ Nhật, 01/02/2026", "ngày 01 tháng 02 năm 2026"},
		{"2026-03-14", "14/03/2026", "Thứ Bảy, 14/03/2026", "ngày 14 tháng 3 năm 2026"},
		{"", "", "", ""},
	}
	for _, c := range cases {
		d := day(t, c.iso)
		if d.Vietnamese() != c.short || d.Long() != c.long || d.Formal() != c.formal {
			t.Errorf("%s reads %q, %q, %q", c.iso, d.Vietnamese(), d.Long(), d.Formal())
		}
	}
}

func TestClockAndStampShowHanoiTime(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.November, 22, 18, 5, 59, 0, time.UTC)
	if got := calendar.Clock(at); got != "01:05" {
		t.Errorf("Clock = %q", got)
	}
	if got := calendar.Stamp(at); got != "01:05 23/11/2026" {
		t.Errorf("Stamp = %q", got)
	}
	if got := calendar.Clock(time.Time{}) + calendar.Stamp(time.Time{}); got != "" {
		t.Errorf("the zero instant shows %q", got)
	}
}

func TestTypedDatesAreUnderstood(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{
		"5/12/2026", "05-12-2026", "05.12.26", "5/12", " 05/12/2026 ", "5 / 12 / 2026", "\u00a05/12/26\t", "5-12",
	} {
		got, err := calendar.ParseVietnamese(typed, 2026)
		if err != nil || got != day(t, "2026-12-05") {
			t.Errorf("%q is %s (%v)", typed, got, err)
		}
	}
	if got, err := calendar.ParseVietnamese("29/2", 2028); err != nil || got != day(t, "2028-02-29") {
		t.Errorf("29/2 of 2028 is %s (%v)", got, err)
	}
	if got, err := calendar.ParseVietnamese("  ", 2026); err != nil || !got.IsZero() {
		t.Errorf("blank is %s (%v)", got, err)
	}
}

func TestMistypedDatesSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	const form = "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/12/2026"
	cases := map[string]string{
		"31/02/2026":   "Ngày 31/02/2026 không tồn tại",
		"31.2.26":      "Ngày 31/02/2026 không tồn tại",
		"29/2":         "Ngày 29/02/2026 không tồn tại",
		"12/13/2026":   "Ngày 12/13/2026 không tồn tại",
		"0/5/2026":     "Ngày 00/05/2026 không tồn tại",
		"5/0":          "Ngày 05/00/2026 không tồn tại",
		"mai":          form,
		"5":            form,
		"2026-12-05":   form,
		"5/12/226":     form,
		"5/12/0026":    form,
		"5/12/2026/1":  form,
		"5//12":        form,
		"-5/12/2026":   form,
		"５/12/2026":    form,
		"5/12/2026 8h": form,
	}
	for typed, want := range cases {
		got, err := calendar.ParseVietnamese(typed, 2026)
		if err == nil || err.Error() != want || !got.IsZero() {
			t.Errorf("%q gives %s and %v, want %q", typed, got, err, want)
		}
	}
}

func TestShownDateIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := dates().Draw(t, "d")
		for _, shown := range []string{d.Vietnamese(), d.Vietnamese()[:len("05/12")]} {
			if got, err := calendar.ParseVietnamese(shown, d.Year()); err != nil || got != d {
				t.Fatalf("%s shown as %s reads back as %s (%v)", d, shown, got, err)
			}
		}
	})
}
