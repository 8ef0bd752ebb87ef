package reform_test

import (
	"strings"
	"testing"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/reform"
)

func in2026(month time.Month, day int) calendar.Date { return calendar.NewDate(2026, month, day) }

func TestHolidayTableRefusesNonsense(t *testing.T) {
	t.Parallel()
	monday, saturday := in2026(8, 31), in2026(8, 22)
	for claim, c := range map[string]struct {
		day  reform.Holiday
		last calendar.Date
		says string
	}{
		"no day":                   {reform.Holiday{Kind: reform.HolidayOff, Name: "Nghỉ"}, calendar.Date{}, "Nhập ngày"},
		"no name":                  {reform.Holiday{Day: monday, Kind: reform.HolidayOff}, calendar.Date{}, "Nhập tên"},
		"no kind":                  {reform.Holiday{Day: monday, Name: "Nghỉ"}, calendar.Date{}, "Chọn nghỉ hay làm bù"},
		"a weekend off":            {reform.Holiday{Day: saturday, Kind: reform.HolidayOff, Name: "Nghỉ"}, calendar.Date{}, "vốn đã nghỉ"},
		"a weekday made up for":    {reform.Holiday{Day: monday, Kind: reform.HolidayMakeUp, Name: "Bù"}, calendar.Date{}, "vốn là ngày làm việc"},
		"a run of weekends":        {reform.Holiday{Day: saturday, Kind: reform.HolidayOff, Name: "Nghỉ"}, saturday.AddDays(1), "đều là Thứ Bảy, Chủ Nhật"},
		"a run that ends before":   {reform.Holiday{Day: monday, Kind: reform.HolidayOff, Name: "Nghỉ"}, saturday, "không được trước ngày đầu"},
		"a run without end":        {reform.Holiday{Day: monday, Kind: reform.HolidayOff, Name: "Nghỉ"}, monday.AddDays(31), "tối đa 31 ngày"},
		"a run of days made up":    {reform.Holiday{Day: saturday, Kind: reform.HolidayMakeUp, Name: "Bù"}, saturday.AddDays(1), "từng ngày một"},
		"a name longer than a row": {reform.Holiday{Day: monday, Kind: reform.HolidayOff, Name: strings.Repeat("a", 201)}, calendar.Date{}, "tối đa 200"},
	} {
		_, err := c.day.RunTo(c.last)
		f, _ := fault.As(err)
		if f == nil || f.Kind != fault.Invalid || len(f.Fields) == 0 || !strings.Contains(f.Fields[0].Message, c.says) {
			t.Errorf("%s: %v", claim, err)
		}
	}
}

func TestRunOfDaysOffLeavesOutItsWeekends(t *testing.T) {
	t.Parallel()
	run, err := reform.Holiday{Day: in2026(2, 14), Kind: reform.HolidayOff, Name: "Tết Nguyên đán"}.RunTo(in2026(2, 22))
	if err != nil || len(run) != 5 || run[0].Day != in2026(2, 16) || run[4].Day != in2026(2, 20) || run[4].Name != "Tết Nguyên đán" {
		t.Errorf("%+v (%v)", run, err)
	}
}

func TestTableMakesTheWorkingDays(t *testing.T) {
	t.Parallel()
	days := reform.DaysOf([]reform.Holiday{
		{Day: in2026(8, 31), Kind: reform.HolidayOff, Name: "Nghỉ hoán đổi"}, {Day: in2026(8, 22), Kind: reform.HolidayMakeUp, Name: "Làm bù"},
	})
	if days.IsWorking(in2026(8, 31)) || !days.IsWorking(in2026(8, 22)) || days.IsWorking(in2026(8, 23)) || !days.IsWorking(in2026(8, 24)) {
		t.Errorf("%+v", days)
	}
}
