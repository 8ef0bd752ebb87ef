package reform_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"cchc/internal/reform"
)

func TestDecimalIsReadAsItIsTypedAndShownAsItIsWritten(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]struct{ plain, shown string }{
		"84,46": {"84.46", "84,46"}, "100": {"100", "100"}, "1.234,5": {"1234.5", "1.234,5"}, "1234,5000": {"1234.5", "1.234,5"},
		"0,0001": {"0.0001", "0,0001"}, "-0,5": {"-0.5", "−0,5"}, " 007 ": {"7", "7"}, "−12": {"-12", "−12"}, "-0": {"0", "0"},
		"99.999.999.999.999,9999": {"99999999999999.9999", "99.999.999.999.999,9999"},
	} {
		got, err := reform.ParseDecimal(typed)
		if err != nil || got.String() != want.plain || got.Vietnamese() != want.shown {
			t.Errorf("%q: %q, %q (%v)", typed, got.String(), got.Vietnamese(), err)
		}
	}
}

func TestDecimalThatCannotBeKeptIsRefusedWithASentence(t *testing.T) {
	t.Parallel()
	for typed, says := range map[string]string{
		"": "Nhập một số", "nhiều": "Nhập một số", "84.46": "dấu phẩy", "1,23456": "4 chữ số sau", "100.000.000.000.000": "14 chữ số trước",
		"1,2,3": "Nhập một số", "=1+1": "Nhập một số", "1e5": "Nhập một số",
	} {
		if _, err := reform.ParseDecimal(typed); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestEveryDecimalComesBackFromFormAndDatabaseAsItWas(t *testing.T) {
	t.Parallel()
	const most = int64(1e18) - 1
	rapid.Check(t, func(t *rapid.T) {
		d := reform.Decimal(rapid.Int64Range(-most, most).Draw(t, "ten-thousandths"))
		typed, err := reform.ParseDecimal(d.Typed())
		if err != nil || typed != d {
			t.Fatalf("%d was typed as %s and read as %d (%v)", d, d.Typed(), typed, err)
		}
		var kept reform.Decimal
		value, _ := d.Value()
		if err := kept.Scan(value); err != nil || kept != d {
			t.Fatalf("%d was kept as %v and read as %d (%v)", d, value, kept, err)
		}
	})
	var none reform.Decimal
	if err := none.Scan(math.Pi); err == nil {
		t.Error("a float was read as an exact number")
	}
}
