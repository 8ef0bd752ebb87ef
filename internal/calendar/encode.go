package calendar

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Parse reads an ISO date such as "2026-11-23"; the empty string is none.
func Parse(iso string) (Date, error) {
	if iso == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return Date{}, fmt.Errorf("calendar: %q is not a date like 2026-11-23", iso)
	}
	return civil(t), nil
}

// String returns the ISO form, "2026-11-23", empty for none.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// MarshalText returns the ISO form, empty for none.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; empty text is none.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Value returns midnight UTC of the day for a date column, nil for none.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.midnight(), nil
}

// Scan reads a date column: NULL is none. A time is taken by the calendar day it shows, so pass no timestamp.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
	case time.Time:
		*d = civil(v)
	case string:
		return d.UnmarshalText([]byte(v))
	default:
		return fmt.Errorf("calendar: cannot read a date from %T", src)
	}
	return nil
}
