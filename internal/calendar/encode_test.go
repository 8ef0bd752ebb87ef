package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"cchc/internal/calendar"

	"pgregory.net/rapid"
)

func TestDateColumnReadsBackWhatWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := dates().Draw(t, "d")
		value, err := d.Value()
		if err != nil {
			t.Fatal(err)
		}
		if at := value.(time.Time); at.Location() != time.UTC || at.Hour() != 0 {
			t.Fatalf("%s is written as %s", d, at)
		}
		var fromTime, fromText calendar.Date
		if err := fromTime.Scan(value); err != nil || fromTime != d {
			t.Fatalf("%s reads back as %s (%v)", d, fromTime, err)
		}
		if err := fromText.Scan(d.String()); err != nil || fromText != d {
			t.Fatalf("%s reads back from text as %s (%v)", d, fromText, err)
		}
	})
}

func TestNoneIsNull(t *testing.T) {
	t.Parallel()
	if value, err := none.Value(); value != nil || err != nil {
		t.Errorf("none is written as %v (%v)", value, err)
	}
	d := day(t, "2026-11-23")
	if err := d.Scan(nil); err != nil || !d.IsZero() {
		t.Errorf("NULL reads as %s (%v)", d, err)
	}
}

func TestWhatIsNoDateIsRefusedAndChangesNothing(t *testing.T) {
	t.Parallel()
	for _, src := range []any{"infinity", "2026-02-31", "23/11/2026", "2026-11-23T00:00:00Z", 20261123, []byte("2026-11-23")} {
		d := day(t, "2026-11-23")
		if err := d.Scan(src); err == nil || d != day(t, "2026-11-23") {
			t.Errorf("Scan(%v) left %s and error %v", src, d, err)
		}
	}
}

func TestJSONIsISOAndNoneIsEmpty(t *testing.T) {
	t.Parallel()
	type paper struct{ Signed, Due, Closed calendar.Date }
	text, err := json.Marshal(paper{Signed: day(t, "2026-11-23")})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"Signed":"2026-11-23","Due":"","Closed":""}`; string(text) != want {
		t.Errorf("got %s, want %s", text, want)
	}
	var got paper
	if err := json.Unmarshal([]byte(`{"Signed":"2026-11-23","Due":"","Closed":null}`), &got); err != nil {
		t.Fatal(err)
	}
	if want := (paper{Signed: day(t, "2026-11-23")}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
