package calendar

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var weekdays = [...]string{"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

// Vietnamese returns "05/12/2026", empty for none.
func (d Date) Vietnamese() string {
	if d.IsZero() {
		return ""
	}
	day, month, year := d.day, int(d.month), d.year // spelled digit by digit: lists write hundreds of days
	return string([]byte{
		digit(day / 10), digit(day), '/', digit(month / 10), digit(month), '/',
		digit(year / 1000), digit(year / 100), digit(year / 10), digit(year),
	})
}

func digit(n int) byte { return byte('0' + n%10) }

// Long returns "Thứ Hai, 23/11/2026", empty for none.
func (d Date) Long() string {
	if d.IsZero() {
		return ""
	}
	return weekdays[d.Weekday()] + ", " + d.Vietnamese()
}

// Formal returns "ngày 05 tháng 12 năm 2026" as official papers write it, empty for none.
func (d Date) Formal() string {
	if d.IsZero() {
		return ""
	}
	month := strconv.Itoa(int(d.month))
	if d.month <= time.February { // the decree on documents pads only these, against later tampering
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", d.day, month, d.year)
}

// Clock returns the time of day in Zone, "08:15", empty for the zero instant.
func Clock(t time.Time) string { return inZone(t, "15:04") }

// Stamp returns the time and the day in Zone, "08:15 23/11/2026", empty for the zero instant.
func Stamp(t time.Time) string { return inZone(t, "15:04 02/01/2006") }

func inZone(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(Zone).Format(layout)
}

// earliestYear keeps a slip such as 0026 from passing for a date.
const earliestYear = 1900

var (
	typed       = regexp.MustCompile(`^(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?$`)
	errNotTyped = errors.New("Nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/12/2026")
)

// ParseVietnamese reads a date as people type it: 5/12/2026, 05-12-2026, 05.12.26, or 5/12 in defaultYear.
// Blank text is none. The error's text is a Vietnamese sentence for the form.
func ParseVietnamese(s string, defaultYear int) (Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}, nil
	}
	parts := typed.FindStringSubmatch(s)
	if parts == nil {
		return Date{}, errNotTyped
	}
	year := typedYear(parts[3], defaultYear)
	if year < earliestYear {
		return Date{}, errNotTyped
	}
	day, _ := strconv.Atoi(parts[1])
	month, _ := strconv.Atoi(parts[2])
	asked := Date{year, time.Month(month), day}
	if asked != NewDate(year, time.Month(month), day) {
		return Date{}, fmt.Errorf("Ngày %s không tồn tại", asked.Vietnamese())
	}
	return asked, nil
}

func typedYear(digits string, defaultYear int) int {
	if digits == "" {
		return defaultYear
	}
	year, _ := strconv.Atoi(digits)
	if len(digits) == 2 {
		year += 2000
	}
	return year
}
