package viet

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Whole is any signed whole number.
type Whole interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64
}

const (
	minus     = "−"
	noFigure  = "–"
	groupSize = 3
)

// Int returns n with a dot between thousands: "1.533".
func Int[N Whole](n N) string {
	return Dress(strconv.FormatInt(int64(n), 10))
}

// Decimal returns v rounded to the given number of places: "1.234,5". A value that is no number gives a dash.
func Decimal(v float64, places int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return noFigure
	}
	return Dress(strconv.FormatFloat(v, 'f', places, 64))
}

// Percent returns num out of den with two places, halves rounded away from zero: "84,46%". A den of 0 gives a dash.
func Percent[N Whole](num, den N) string {
	if den == 0 {
		return noFigure
	}
	hundredths := math.Round(float64(num) * 10_000 / float64(den))
	return Decimal(hundredths/100, 2) + "%"
}

// Bytes returns a file size in decimal units: "512 B", "340 kB", "1,2 MB".
func Bytes(n int64) string {
	const kilo, mega, giga = 1e3, 1e6, 1e9
	size := float64(n)
	switch {
	case size < kilo:
		return Int(n) + " B"
	case size < mega-kilo/2:
		return Decimal(size/kilo, 0) + " kB"
	case size < giga-mega/20:
		return oneOrNone(size/mega) + " MB"
	}
	return oneOrNone(size/giga) + " GB"
}

func oneOrNone(v float64) string {
	return strings.TrimSuffix(Decimal(v, 1), ",0")
}

// Dress puts Vietnamese marks on a plain decimal such as "-1234.5"; what rounds to zero loses its minus.
func Dress(plain string) string {
	digits, negative := strings.CutPrefix(plain, "-")
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	out := grouped(whole)
	if hasFraction {
		out += "," + fraction
	}
	if negative && strings.Trim(digits, "0.") != "" {
		return minus + out
	}
	return out
}

func grouped(digits string) string {
	first := (len(digits)-1)%groupSize + 1
	out := digits[:first]
	for at := first; at < len(digits); at += groupSize {
		out += "." + digits[at:at+groupSize]
	}
	return out
}

var (
	ourNumber     = regexp.MustCompile(`^-?(\d+|[1-9]\d{0,2}(\.\d{3})+)(,\d+)?$`)
	foreignNumber = regexp.MustCompile(`^-?\d+(,\d{3})*\.\d+$`)
	plainMarks    = strings.NewReplacer(".", "", ",", ".")
	swapMarks     = strings.NewReplacer(".", ",", ",", ".")
	errNotNumber  = errors.New("Nhập một số, ví dụ 1.234,5")
)

// ParseDecimal reads a number as Vietnamese write it: a comma before the fraction, dots only between groups of three digits.
// The error's text is a Vietnamese sentence for the form; blank text is an error.
func ParseDecimal(s string) (float64, error) {
	plain, err := PlainDecimal(s)
	if err != nil {
		return 0, err
	}
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return 0, errNotNumber
	}
	return v, nil
}

// PlainDecimal returns the number that ParseDecimal reads, digit for digit, as programs write it: "-1234.5".
func PlainDecimal(s string) (string, error) {
	s = strings.ReplaceAll(strings.TrimSpace(s), minus, "-")
	if foreignNumber.MatchString(s) && !ourNumber.MatchString(s) {
		return "", fmt.Errorf("Dùng dấu phẩy cho phần thập phân: %s", swapMarks.Replace(s))
	}
	if !ourNumber.MatchString(s) {
		return "", errNotNumber
	}
	return plainMarks.Replace(s), nil
}
