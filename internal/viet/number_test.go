package viet_test

import (
	"math"
	"testing"

	"cchc/internal/viet"

	"pgregory.net/rapid"
)

func check(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWholeNumbersHaveDotsBetweenThousands(t *testing.T) {
	t.Parallel()
	check(t, viet.Int(0), "0")
	check(t, viet.Int(999), "999")
	check(t, viet.Int(1533), "1.533")
	check(t, viet.Int(int32(-12345678)), "−12.345.678")
	check(t, viet.Int(int64(math.MinInt64)), "−9.223.372.036.854.775.808")
}

func TestDecimalsHaveACommaAndATrueMinus(t *testing.T) {
	t.Parallel()
	check(t, viet.Decimal(1234.5, 1), "1.234,5")
	check(t, viet.Decimal(1234.5, 2), "1.234,50")
	check(t, viet.Decimal(999.96, 1), "1.000,0")
	check(t, viet.Decimal(-1234567.891, 2), "−1.234.567,89")
	check(t, viet.Decimal(-0.04, 1), "0,0")
	check(t, viet.Decimal(math.Copysign(0, -1), 0), "0")
	check(t, viet.Decimal(math.NaN(), 1), "–")
	check(t, viet.Decimal(math.Inf(1), 1), "–")
}

func TestPercentHasTwoPlaces(t *testing.T) {
	t.Parallel()
	check(t, viet.Percent(8446, 10_000), "84,46%")
	check(t, viet.Percent(2, 3), "66,67%")
	check(t, viet.Percent(1, 20_000), "0,01%")
	check(t, viet.Percent(3, 3), "100,00%")
	check(t, viet.Percent(-1, 4), "−25,00%")
	check(t, viet.Percent(0, 0), "–")
}

func TestFileSizesAreShort(t *testing.T) {
	t.Parallel()
	for size, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1 kB", 340_123: "340 kB", 999_499: "999 kB", 999_500: "1 MB",
		1_230_000: "1,2 MB", 25_000_000: "25 MB", 999_949_999: "999,9 MB", 999_950_000: "1 GB", 2_500_000_000: "2,5 GB",
	} {
		check(t, viet.Bytes(size), want)
	}
}

func TestTypedNumbersAreUnderstood(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]float64{
		"1.234,5": 1234.5, "1234,5": 1234.5, " 65,6 ": 65.6, "1.234": 1234, "1.234.567": 1234567, "0": 0, "007": 7,
		"−3,5": -3.5, "-3,5": -3.5, "0,500": 0.5,
	} {
		if got, err := viet.ParseDecimal(typed); err != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", typed, got, err, want)
		}
	}
}

func TestMistypedNumbersSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	const form = "Nhập một số, ví dụ 1.234,5"
	for typed, want := range map[string]string{
		"1,234.5": "Dùng dấu phẩy cho phần thập phân: 1.234,5",
		"65.6":    "Dùng dấu phẩy cho phần thập phân: 65,6",
		"0.500":   "Dùng dấu phẩy cho phần thập phân: 0,500",
		"":        form, "abc": form, "1,2,3": form, "12.34.567": form, "1.234,": form, ",5": form, "5%": form, "1e3": form, "NaN": form,
	} {
		if got, err := viet.ParseDecimal(typed); err == nil || err.Error() != want || got != 0 {
			t.Errorf("%q gives %v and %v, want %q", typed, got, err, want)
		}
	}
}

func TestShownNumberIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		hundredths := rapid.Int64Range(-1e14, 1e14).Draw(t, "hundredths")
		shown := viet.Decimal(float64(hundredths)/100, 2)
		got, err := viet.ParseDecimal(shown)
		if err != nil || got != float64(hundredths)/100 {
			t.Fatalf("%d hundredths shown as %s read back as %v (%v)", hundredths, shown, got, err)
		}
	})
}
