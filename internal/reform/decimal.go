package reform

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"cchc/internal/viet"
)

// Decimal is an exact number in ten-thousandths, as a column numeric(18,4) holds it.
type Decimal int64

const (
	decimalPlaces = 4
	decimalOne    = 10_000
	decimalMost   = 14 // digits before the comma
)

var errDecimalLong = errors.New("Nhập số có tối đa 14 chữ số trước dấu phẩy và 4 chữ số sau dấu phẩy")

// ParseDecimal reads a number as Vietnamese write it, such as 1.234,56. The error's text is a Vietnamese sentence for the form.
func ParseDecimal(text string) (Decimal, error) {
	plain, err := viet.PlainDecimal(text)
	if err != nil {
		return 0, err
	}
	return plainDecimal(plain)
}

// plainDecimal reads a number such as -1234.56.
func plainDecimal(plain string) (Decimal, error) {
	digits, negative := strings.CutPrefix(plain, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	if len(whole) > decimalMost || len(fraction) > decimalPlaces {
		return 0, errDecimalLong
	}
	n, err := strconv.ParseInt("0"+whole+fraction+strings.Repeat("0", decimalPlaces-len(fraction)), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read the number %q: %w", plain, err)
	}
	if negative {
		n = -n
	}
	return Decimal(n), nil
}

// String returns the number as the database writes it, without needless noughts: "84.46".
func (d Decimal) String() string {
	sign, n := "", int64(d)
	if n < 0 {
		sign, n = "-", -n
	}
	text := fmt.Sprintf("%s%d.%04d", sign, n/decimalOne, n%decimalOne)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// Vietnamese returns the number as people write it: "84,46".
func (d Decimal) Vietnamese() string { return viet.Dress(d.String()) }

// Typed returns the number as a form shows it: as people write it, with the minus that keyboards have.
func (d Decimal) Typed() string { return strings.ReplaceAll(d.Vietnamese(), "−", "-") }

// Value returns the number for a numeric column.
func (d Decimal) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads a numeric column that is not NULL.
func (d *Decimal) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("reform: cannot read a number from %T", src)
	}
	n, err := plainDecimal(text)
	*d = n
	return err
}
