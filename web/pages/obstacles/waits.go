package obstacles

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Waits is the page of how long obstacles waited, by step and by person.
type Waits struct {
	Period  reform.WaitPeriod
	Periods []reform.WaitPeriod
	Steps   []reform.StepWait
	People  []reform.PersonWait
	Today   calendar.Date
}

// WaitsTitle is the page's heading.
const WaitsTitle = "Thời gian chờ xử lý vướng mắc"

// PeriodField carries the key of the period asked for.
const PeriodField = "ky"

func (v Waits) period() ui.Field {
	return ui.Field{Name: PeriodField, Label: "Bắt đầu chờ trong kỳ", Value: v.Period.Key}
}

func (v Waits) periods() []ui.Option {
	options := make([]ui.Option, 0, len(v.Periods))
	for _, period := range v.Periods {
		options = append(options, ui.Option{Value: period.Key, Label: period.Name})
	}
	return options
}

// under says which waits are counted, and up to when.
func (v Waits) under() string {
	return v.Period.Name + ", tính đến " + v.Today.Vietnamese() + ", theo ngày làm việc"
}

func (v Waits) none() bool {
	for _, step := range v.Steps {
		if step.Waits > 0 {
			return false
		}
	}
	return true
}

// waitSums are the columns that both tables end with.
var waitSums = []ui.Column{
	{Label: "Đang chờ", Number: true}, {Label: "Số lượt chờ", Number: true}, {Label: "Quá hạn", Number: true}, {Label: "Trung vị", Number: true},
	{Label: "Lâu nhất", Number: true},
}

func stepTable() ui.Table {
	return ui.Table{Label: "Bảng thời gian chờ theo bước", Columns: append([]ui.Column{{Label: "Bước"}}, waitSums...)}
}

func personTable() ui.Table {
	return ui.Table{
		Label: "Bảng thời gian chờ theo người", Caption: "Đang có vướng mắc chờ đứng trước, chờ lâu nhất trước",
		Columns: append([]ui.Column{{Label: "Người xử lý"}}, waitSums...),
	}
}

// waitName is who the obstacles waited for; in words where nobody has taken them up.
func waitName(p reform.PersonWait) string {
	if p.Person == "" {
		return "Chưa có người xử lý"
	}
	return p.Person
}

// waitPlace is in which part the person stands and where.
func waitPlace(p reform.PersonWait) string {
	if p.Unit == "" || p.Part == reform.WaitsForLeader {
		return p.Part.Label()
	}
	return p.Part.Label() + " · " + p.Unit
}

// openWaits is how many wait now and, for a person, how long the longest has.
func openWaits(p reform.PersonWait) string {
	if p.Waiting == 0 {
		return "0"
	}
	return viet.Int(p.Waiting) + " (lâu nhất " + dayCount(p.LongestOpen) + ")"
}

func dayCount(days int) string { return viet.Int(days) + " ngày" }

// medianWait writes half a day only where there is one.
func medianWait(sum reform.WaitSum) string {
	if sum.Waits == 0 {
		return "–"
	}
	if sum.Median == float64(int(sum.Median)) {
		return strconv.Itoa(int(sum.Median)) + " ngày"
	}
	return viet.Decimal(sum.Median, 1) + " ngày"
}

func longestWait(sum reform.WaitSum) string {
	if sum.Waits == 0 {
		return "–"
	}
	return dayCount(sum.Longest)
}

// waitsForm asks for another period.
const waitsForm = paths.ObstacleWaits
