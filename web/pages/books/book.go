// Package books holds the registers that people leaf through and print.
package books

import (
	"net/url"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Obstacles is rows of the register of obstacles: a page of them on screen, or all that are printed at once.
type Obstacles struct {
	Lines     []reform.BookLine
	Filter    reform.BookFilter
	Total     int
	Pages     ui.Pages
	Units     []reform.Unit // those the filter offers
	FirstYear int
	Working   calendar.Days
	Today     calendar.Date
	Printing  bool // the rows to be printed, all on one page
	MayExport bool
}

// AllYears is the value of the year filter that stands for every year.
const AllYears = "tat-ca"

// LiveStates is the value of the state filter that stands for every state in which somebody still has to do something.
const LiveStates = "chua-dong"

// Query returns what the URL says for the filter, its page apart; the server reads it back the same.
func Query(f reform.BookFilter) url.Values {
	q := url.Values{"nam": {AllYears}}
	set := func(on bool, name, value string) {
		if on {
			q.Set(name, value)
		}
	}
	set(f.Year != 0, "nam", strconv.Itoa(f.Year))
	set(f.Unit != 0, "don_vi", strconv.FormatInt(f.Unit, 10))
	set(f.Cause != "", "loai", string(f.Cause))
	set(f.State != "", "trang_thai", string(f.State))
	set(f.Live, "trang_thai", LiveStates)
	return q
}

func (v Obstacles) toPrint() string {
	q := Query(v.Filter)
	q.Set("in", "1")
	return paths.With(paths.ObstacleBook, q)
}

func (v Obstacles) toFile() string { return paths.With(paths.ObstacleBookFile, Query(v.Filter)) }

func (v Obstacles) back() string { return paths.With(paths.ObstacleBook, Query(v.Filter)) }

func (v Obstacles) filter() ui.Filter {
	f := ui.Filter{Action: paths.ObstacleBook}
	q := Query(v.Filter)
	for _, name := range []string{"don_vi", "loai", "trang_thai"} {
		if q.Get(name) != "" {
			f.Active++
		}
	}
	if f.Active > 0 || v.Filter.Year != v.Today.Year() {
		f.Clear = paths.ObstacleBook
	}
	return f
}

func (v Obstacles) field(name, label string) ui.Field {
	return ui.Field{Name: name, Label: label, Value: Query(v.Filter).Get(name)}
}

func (v Obstacles) years() []ui.Option {
	var options []ui.Option
	for year := v.Today.Year(); year >= v.FirstYear; year-- {
		options = append(options, ui.Option{Value: strconv.Itoa(year), Label: strconv.Itoa(year)})
	}
	return append(options, ui.Option{Value: AllYears, Label: "Các năm"})
}

func (v Obstacles) units() []ui.Option {
	options := []ui.Option{{Label: "Mọi đơn vị"}}
	for _, unit := range v.Units {
		options = append(options, ui.Option{Value: strconv.FormatInt(unit.ID, 10), Label: unit.Name})
	}
	return options
}

func causes() []ui.Option {
	options := []ui.Option{{Label: "Mọi loại"}}
	for _, cause := range reform.Causes() {
		options = append(options, ui.Option{Value: string(cause), Label: cause.Label()})
	}
	return options
}

func states() []ui.Option {
	options := []ui.Option{{Label: "Mọi trạng thái"}, {Value: LiveStates, Label: "Chưa đóng"}}
	for _, state := range reform.ObstacleStates() {
		if state != reform.ObstacleFlow.Start { // nothing is kept in it
			options = append(options, ui.Option{Value: string(state), Label: state.Label()})
		}
	}
	return options
}

func (v Obstacles) table() ui.Table {
	return ui.Table{
		Label: "Sổ theo dõi vướng mắc", Caption: v.caption(),
		Columns: []ui.Column{
			{Label: "Số"}, {Label: "Đơn vị"}, {Label: "Nhiệm vụ"}, {Label: "Loại"}, {Label: "Nội dung vướng mắc"}, {Label: "Đề nghị"}, {Label: "Các bước"},
			{Label: "Quyết định, cách giải quyết"}, {Label: "Tác động"}, {Label: "Số ngày", Number: true},
		},
	}
}

func (v Obstacles) caption() string {
	count := viet.Int(min(v.Total, reform.CountLimit)) + " vướng mắc"
	if v.Total > reform.CountLimit {
		count = "Hơn " + count
	}
	return count + ", theo thứ tự số. Số ngày là ngày làm việc từ khi gửi đến khi đóng, hoặc đến hôm nay nếu chưa đóng."
}

// cut says that not every row is printed; "" where every one is.
func (v Obstacles) cut() string {
	if !v.Printing || v.Total <= len(v.Lines) {
		return ""
	}
	total := viet.Int(min(v.Total, reform.CountLimit))
	if v.Total > reform.CountLimit {
		total = "hơn " + total
	}
	return "Bộ lọc này có " + total + " vướng mắc; bản in chỉ gồm " + viet.Int(len(v.Lines)) + " vướng mắc đầu. Thu hẹp bộ lọc để in phần còn lại, hoặc xuất .xlsx để có đủ."
}

// step is one step of an obstacle's way with its day.
type step struct {
	label string
	on    calendar.Date
}

// steps are those that were taken, in their order.
func steps(l reform.BookLine) []step {
	settled, ended := "Quyết định", "Đóng"
	if l.Resolution != "" {
		settled = "Giải quyết"
	}
	if l.State == reform.ObstacleWithdrawn {
		ended = "Rút"
	}
	var taken []step
	for _, s := range []step{
		{"Gửi", l.RaisedOn}, {"Xác nhận", l.ConfirmedOn}, {"Tiếp nhận", l.ReceivedOn}, {"Trình", l.EscalatedOn}, {settled, l.SettledOn}, {ended, l.EndedOn},
	} {
		if !s.on.IsZero() {
			taken = append(taken, s)
		}
	}
	return taken
}

// unitNamed returns the name of the unit that the filter asks for; "" for none.
func unitNamed(v Obstacles) string {
	for _, unit := range v.Units {
		if unit.ID == v.Filter.Unit {
			return unit.Name
		}
	}
	return ""
}

// Head stands over the register on paper.
func (v Obstacles) Head(department, stamp string) *ui.PrintInfo {
	return &ui.PrintInfo{Unit: department, Title: reform.BookTitle + " – " + v.Filter.Words(unitNamed(v)), Stamp: stamp}
}
