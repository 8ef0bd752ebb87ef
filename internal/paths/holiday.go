package paths

import (
	"net/url"
	"strconv"
)

// The patterns of the holiday table.
const (
	Holidays      = "/quan-tri/ngay-nghi"
	HolidayNew    = "/quan-tri/ngay-nghi/moi"
	Holiday       = "/quan-tri/ngay-nghi/{id}"
	HolidayRemove = "/quan-tri/ngay-nghi/{id}/xoa"
)

// ToHolidays returns the holiday table of the year.
func ToHolidays(year int) string { return With(Holidays, url.Values{"nam": {strconv.Itoa(year)}}) }

// ToHoliday returns the form of one day of the holiday table.
func ToHoliday(id int64) string { return Holidays + "/" + number(id) }

// ToHolidayRemove returns where a day is taken out of the holiday table.
func ToHolidayRemove(id int64) string { return ToHoliday(id) + "/xoa" }
