// Package boards shows the Office how every unit stands: who is late, silent or stuck.
package boards

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// Board is one page of the monitoring board, or all that is printed of it at once.
type Board struct {
	Lines     []reform.BoardLine
	Filter    reform.BoardFilter // its page is the one shown
	Total     int
	Figures   reform.OpenTally
	Saved     []reform.SavedFilter
	Units     []reform.Unit
	Documents []reform.DocumentLine
	Followers []reform.Person // who may follow tasks
	Left      int             // tasks that wait for another follower
	MayNudge  bool
	MayFollow bool
	MaySave   bool
	Picked    bool // every task of the page is picked
	Printing  bool
	Today     calendar.Date
	At        string // when it was read: "08:15"
}

// region is what filtering swaps while typing.
const region = "ket-qua"

// Pick is the parameter that has every task of the page picked, for a browser without script.
const Pick = "chon"

func pickButton(label string, look ui.Look, screen, action string) ui.Button {
	b := ui.Button{Label: label, Look: look, Attrs: templ.Attributes{"data-nhac": true, "formaction": action}}
	if look == ui.Primary {
		b.Icon = "bell"
	}
	if screen != "" {
		b.Name, b.Value = ui.ScreenField, screen
	}
	return b
}

func (v Board) listing() tasks.Listing {
	f := v.Filter.TaskFilter
	return tasks.Listing{Path: paths.Board, Query: v.Filter.Query(), Filter: f, Total: v.Total}
}

func (v Board) table() ui.Table {
	l := v.listing()
	columns := []ui.Column{
		l.Column("Đơn vị", reform.SortUnit), l.Column("Nhiệm vụ", reform.SortCode), l.Column("Hạn", reform.SortDue),
		l.Column("Tiến độ", reform.SortPercent), l.Column("Báo cáo cuối", reform.SortReport), {Label: "Nhắc"},
	}
	if v.selects() {
		columns = append([]ui.Column{{Label: "Chọn", Unseen: true}}, columns...)
	}
	return ui.Table{Label: "Bảng theo dõi", Caption: l.Caption(), Columns: columns}
}

// selects reports whether the rows can be picked to be urged.
func (v Board) selects() bool {
	return v.MayNudge && !v.Printing && v.Filter.Group.Owed() && len(v.Lines) > 0
}

func (v Board) figures() []ui.Figure {
	kinds := map[reform.BoardGroup]ui.Kind{
		reform.BoardOverdue: ui.Over, reform.BoardSoon: ui.Soon, reform.BoardSilent: ui.Idle, reform.BoardBlocked: ui.Blocked, reform.BoardToVerify: ui.Waiting,
	}
	var figures []ui.Figure
	for _, g := range reform.BoardFigures() {
		figures = append(figures, ui.Figure{Kind: kinds[g], Value: viet.Int(v.Figures.Of(g)), Label: g.Label(), Href: to(reform.BoardFilter{Group: g})})
	}
	return figures
}

// to returns the board by the filter.
func to(f reform.BoardFilter) string { return paths.ToBoard(f.Query()) }

// age is one bucket of the overdue tasks.
type age struct {
	label, href, count string
	part               int // of a hundred
}

// ages are the buckets, each with its part of all that is overdue.
func (v Board) ages() []age {
	var ages []age
	for _, a := range reform.Ageings() {
		n := v.Figures.Aged(a)
		ages = append(ages, age{
			label: a.Label(), href: to(reform.BoardFilter{Group: reform.BoardOverdue, Ageing: a}), count: viet.Int(n), part: n * 100 / max(v.Figures.Overdue, 1),
		})
	}
	return ages
}

func (v Board) filter() ui.Filter {
	l := v.listing()
	return ui.Filter{Action: paths.Board, Active: len(v.words()), Search: l.Search(), Hidden: l.Kept(), Live: region, Said: "Có " + l.Count()}
}

// words say what the list is narrowed to.
func (v Board) words() []string { return words(v.Filter, v.Units, v.Documents, v.Followers) }

func words(f reform.BoardFilter, units []reform.Unit, documents []reform.DocumentLine, followers []reform.Person) []string {
	unit, document := "", ""
	for _, u := range units {
		if u.ID == f.Unit {
			unit = u.Name
		}
	}
	for _, d := range documents {
		if d.ID == f.Document {
			document = d.Document().Number()
		}
	}
	return f.Words(unit, document, reform.PersonNamed(followers, f.Follower))
}

func (v Board) narrowed() string { return strings.Join(v.words(), " · ") }

func (v Board) toFile() string { return paths.With(paths.BoardFile, v.Filter.Query()) }

func (v Board) toPrint() string { return v.with("in", "1") }

func (v Board) toPick() string { return v.with(Pick, "trang") }

func (v Board) here() string { return v.with("", "") }

// with returns the page that is shown with one more parameter.
func (v Board) with(name, value string) string {
	q := v.Filter.Query()
	if v.Filter.Page > 1 && name != "in" {
		q.Set("trang", strconv.Itoa(v.Filter.Page))
	}
	if name != "" {
		q.Set(name, value)
	}
	return paths.ToBoard(q)
}

// toNudgeAll leads to the nudge of every task that the filter shows; "" where they are too many for one act.
func (v Board) toNudgeAll() string {
	if v.Total > reform.CountLimit || v.Total > reform.NudgeMost {
		return ""
	}
	return paths.ToNudgePreview(url.Values{"loc": {v.Filter.Query().Encode()}})
}

// toFollowAll leads to where somebody is asked to follow every task that the filter shows; "" where they are too many for one act.
func (v Board) toFollowAll() string {
	if v.toNudgeAll() == "" || !v.MayFollow {
		return ""
	}
	return paths.ToFollow(url.Values{"loc": {v.Filter.Query().Encode()}})
}

// tooMany says why not all that the filter shows can be picked at once; "" where they can.
func (v Board) tooMany() string {
	if v.Total <= len(v.Lines) || v.toNudgeAll() != "" {
		return ""
	}
	return "Không chọn được tất cả: có hơn " + viet.Int(reform.CountLimit) + " nhiệm vụ, mỗi lần chỉ làm được tối đa " + viet.Int(reform.NudgeMost) + ". Lọc hẹp lại, ví dụ theo đơn vị."
}

// cut says that more rows match than are printed; "" where all are.
func (v Board) cut() string {
	if v.Total <= len(v.Lines) {
		return ""
	}
	return "In " + viet.Int(len(v.Lines)) + " dòng đầu. Lọc hẹp lại để in đủ, hoặc xuất ra Excel."
}

// urged says how the Office last urged the row on; "" where it never did.
func urged(l reform.BoardLine) string {
	if l.Nudges == 0 {
		return ""
	}
	return l.Rung.Label() + ", " + l.NudgedOn.Vietnamese()
}

// promised is the day that the lead promised, while the row is to be done: broken once it is over.
func (v Board) promised(l reform.BoardLine) (ui.Chip, bool) {
	switch {
	case l.PromiseBroken(v.Today):
		return ui.Chip{Kind: ui.Over, Text: "Lỡ hẹn " + l.PromisedOn.Vietnamese()}, true
	case l.PromisedOn.IsZero() || l.State == reform.TaskSubmitted || !l.State.Open():
		return ui.Chip{}, false
	default:
		return ui.Chip{Kind: ui.Doing, Icon: "calendar", Text: "Hẹn " + l.PromisedOn.Vietnamese()}, true
	}
}

// times is how often the Office urged the row on.
func times(l reform.BoardLine) string {
	switch {
	case l.Queued && l.Nudges == 0:
		return "Sắp gửi"
	case l.Nudges == 0:
		return "Chưa"
	case l.Queued:
		return viet.Int(l.Nudges) + " lần, sắp gửi thêm"
	default:
		return viet.Int(l.Nudges) + " lần"
	}
}

func lastReport(l reform.BoardLine) string {
	if l.LastReportOn.IsZero() {
		return "Chưa có"
	}
	return l.LastReportOn.Vietnamese()
}

func due(l reform.BoardLine) string {
	if l.DueOn.IsZero() {
		return "Không thời hạn"
	}
	return l.DueOn.Vietnamese()
}

func number(id int64) string { return strconv.FormatInt(id, 10) }
