package dashboards

import (
	"net/url"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// News is one page of what changed between two instants.
type News struct {
	Filter reform.NewsFilter
	Frozen bool // the earlier instant is when figures were last frozen for a meeting
	Counts []reform.NewsCount
	Lines  []reform.News
	Units  []reform.Unit
	Total  int
	Pages  ui.Pages
	Entry  ui.Entry // the days as they were typed, and what is wrong with them
}

// NewsTitle is the heading of the page.
const NewsTitle = "Thay đổi"

// The days of the page's form.
const (
	FromField = "tu_ngay"
	ToField   = "den_ngay"
)

// NewsQuery returns what the URL of the news says, their page apart; the server reads it back the same. An instant that is none is left
// to the server: now, and when figures were last frozen for a meeting.
func NewsQuery(f reform.NewsFilter) url.Values {
	q := url.Values{}
	if !f.Since.IsZero() {
		q.Set("tu", instant(f.Since))
	}
	if !f.At.IsZero() {
		q.Set("den", instant(f.At))
	}
	if f.Kind != "" {
		q.Set("loai", string(f.Kind))
	}
	narrowing{unit: f.Unit, area: f.Area}.write(q)
	if len(f.Areas) > 0 {
		q.Set(AreasField, joinAreas(f.Areas))
	}
	return q
}

func (v News) narrowing() narrowing {
	return narrowing{unit: v.Filter.Unit, area: v.Filter.Area, units: v.Units}
}

// Span says between which instants.
func (v News) Span() string {
	return "từ " + calendar.Stamp(v.Filter.Since) + " đến " + calendar.Stamp(v.Filter.At)
}

func (v News) under() string {
	text := "Số liệu " + v.Span()
	if v.Frozen {
		text += ", từ lần chốt số liệu giao ban trước"
	}
	words := append([]string{text}, v.narrowing().words()...)
	for _, area := range v.Filter.Areas {
		words = append(words, area.Short())
	}
	return strings.Join(words, " · ")
}

// hidden keeps the instants beside the days of the form, so that a day left as it was is still its instant.
func (v News) hidden() []ui.Hidden {
	hidden := []ui.Hidden{{Name: "tu", Value: instant(v.Filter.Since)}, {Name: "den", Value: instant(v.Filter.At)}}
	if v.Filter.Kind != "" {
		hidden = append(hidden, ui.Hidden{Name: "loai", Value: string(v.Filter.Kind)})
	}
	if len(v.Filter.Areas) > 0 {
		hidden = append(hidden, ui.Hidden{Name: AreasField, Value: joinAreas(v.Filter.Areas)})
	}
	return hidden
}

func (v News) to(kind reform.NewsKind) string {
	f := v.Filter
	f.Kind = kind
	return paths.ToNews(NewsQuery(f))
}

// tabs are all kinds together, and then each that there is any of, with how many.
func (v News) tabs() []ui.Tab {
	tabs := []ui.Tab{{Label: "Tất cả", Href: v.to(""), Current: v.Filter.Kind == ""}}
	for _, count := range v.Counts {
		if count.N == 0 && v.Filter.Kind != count.Kind {
			continue
		}
		label := count.Kind.Label() + " (" + viet.Int(count.N) + ")"
		if count.More {
			label = count.Kind.Label() + " (hơn " + viet.Int(count.N) + ")"
		}
		tabs = append(tabs, ui.Tab{Label: label, Href: v.to(count.Kind), Current: v.Filter.Kind == count.Kind})
	}
	return tabs
}

// rule says what is counted.
func (v News) rule() string {
	if v.Filter.Kind != "" {
		return v.Filter.Kind.Rule()
	}
	return "So từng nhiệm vụ, vướng mắc ở lúc sau với chính nó ở lúc trước; việc đổi rồi đổi lại trong khoảng này không tính. Một nhiệm vụ có thể có nhiều thay đổi."
}

func (v News) table() ui.Table {
	return ui.Table{Label: NewsTitle, Caption: "Xếp theo loại thay đổi, mới nhất trước", Columns: []ui.Column{
		{Label: "Thay đổi"}, {Label: "Nhiệm vụ, vướng mắc"}, {Label: "Đơn vị"}, {Label: "Trước"}, {Label: "Nay"}, {Label: "Lúc"},
	}}
}

// newsChip is the kind of news with its sign.
func newsChip(kind reform.NewsKind) ui.Chip {
	kinds := map[reform.NewsKind]ui.Kind{
		reform.NewsOverdue: ui.Over, reform.NewsBlocked: ui.Blocked, reform.NewsDeadline: ui.Soon, reform.NewsReassigned: ui.Waiting,
		reform.NewsDone: ui.Done, reform.NewsLifted: ui.Done, reform.NewsGiven: ui.Doing, reform.NewsReopened: ui.Waiting, reform.NewsStopped: ui.Idle,
	}
	return ui.Chip{Kind: kinds[kind], Text: kind.Label()}
}

// newsHref leads to the task, or to the obstacle.
func newsHref(n reform.News) string {
	if n.Kind.OfObstacle() {
		return paths.ToObstacle(n.Code)
	}
	return paths.ToTask(n.Code)
}

func newsUnder(n reform.News) string {
	if n.Kind.OfObstacle() {
		return n.Code + " · " + n.Task + " · " + n.Cause.Label()
	}
	return n.Code + " · " + n.Area.Short()
}

// newsWas says how it stood at the earlier instant.
func newsWas(n reform.News) string {
	switch {
	case n.Kind == reform.NewsBlocked:
		return "Chưa có"
	case n.Kind == reform.NewsLifted:
		return "Đang mở"
	case n.WasState == "" || n.WasState == reform.TaskDraft:
		return "Chưa giao"
	case n.Kind == reform.NewsOverdue || n.Kind == reform.NewsDeadline:
		return dueWords(n.WasDueOn)
	case n.Kind == reform.NewsReassigned:
		return n.WasUnit
	default:
		return n.WasState.Label()
	}
}

// newsIs says how it stands at the later one.
func (v News) newsIs(n reform.News) string {
	switch n.Kind {
	case reform.NewsBlocked, reform.NewsLifted:
		return n.Stage.Label()
	case reform.NewsOverdue:
		return dueWords(n.DueOn) + ", quá " + viet.Int(calendar.DateOf(v.Filter.At).Sub(n.DueOn)) + " ngày"
	case reform.NewsDeadline, reform.NewsGiven:
		return dueWords(n.DueOn)
	case reform.NewsReassigned:
		return n.Unit
	case reform.NewsDone:
		return doneWords(n)
	default:
		return n.State.Label()
	}
}

func dueWords(due calendar.Date) string {
	if due.IsZero() {
		return "Không thời hạn"
	}
	return "Hạn " + due.Vietnamese()
}

func doneWords(n reform.News) string {
	text := "Hoàn thành " + n.CompletedOn.Vietnamese()
	switch {
	case n.DueOn.IsZero():
		return text
	case n.CompletedOn.After(n.DueOn):
		return text + ", quá hạn " + n.DueOn.Vietnamese()
	default:
		return text + ", đúng hạn"
	}
}
