package obstacles

import (
	"maps"
	"net/url"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// List is one page of a group of obstacles, with the one that is opened beside it.
type List struct {
	Groups     []reform.ObstacleGroup
	Counts     map[reform.ObstacleGroup]int
	Filter     reform.ObstacleFilter
	Lines      []reform.ObstacleLine
	Remainders map[int64][]reform.Remainder // by card
	Last       calendar.Date                // when one last came to the group, where it is empty
	Units      []reform.Unit
	Days       calendar.Days
	Pages      ui.Pages
	Chosen     *Show
	MayWatch   bool // how long obstacles wait
	Today      calendar.Date
}

// region is what filtering and opening one beside the list swap.
const region = "ket-qua"

// Query returns what the URL of the list says for the filter, its page apart; the server reads it back the same.
func Query(f reform.ObstacleFilter) url.Values {
	q := url.Values{"nhom": {string(f.Group)}}
	if f.Unit != 0 {
		q.Set("don_vi", strconv.FormatInt(f.Unit, 10))
	}
	if f.Cause != "" {
		q.Set("loai", string(f.Cause))
	}
	if f.Text != "" {
		q.Set("q", f.Text)
	}
	return q
}

func (v List) tabs() []ui.Tab {
	var tabs []ui.Tab
	for _, group := range v.Groups {
		f := v.Filter
		f.Group = group
		tabs = append(tabs, ui.Tab{
			Label: group.Label(), Href: paths.With(paths.Obstacles, Query(f)), Count: min(v.Counts[group], reform.CountLimit), Counted: true,
			Current: group == v.Filter.Group,
		})
	}
	return tabs
}

func (v List) filter() ui.Filter {
	filter := ui.Filter{
		Action: paths.Obstacles, Live: region, Said: "Có " + v.count(), Hidden: []ui.Hidden{{Name: "nhom", Value: string(v.Filter.Group)}},
		Search: ui.Field{Name: "q", Label: "Tìm vướng mắc", Hint: "Tìm theo nội dung, mã… (gõ không dấu cũng được)", Value: v.Filter.Text, Max: 200},
	}
	if v.Filter.Unit != 0 {
		filter.Active++
	}
	if v.Filter.Cause != "" {
		filter.Active++
	}
	if v.narrowed() {
		filter.Clear = v.all()
	}
	return filter
}

// narrowed reports whether a filter or a search leaves part of the group out.
func (v List) narrowed() bool {
	return v.Filter.Unit != 0 || v.Filter.Cause != "" || v.Filter.Text != ""
}

// all is the group without filters.
func (v List) all() string { return paths.ToObstacles(string(v.Filter.Group)) }

func (v List) count() string {
	if n := v.Counts[v.Filter.Group]; n <= reform.CountLimit {
		return viet.Int(n) + " vướng mắc"
	}
	return "hơn " + viet.Int(reform.CountLimit) + " vướng mắc"
}

// order says in which order the rows stand.
func (v List) order() string {
	switch v.Filter.Group {
	case reform.ObstaclesEnded:
		return v.count() + ", mới đóng trước"
	case reform.ObstaclesToDecide:
		return v.count() + ", trình bạn trước, rồi đến quá hạn và chờ lâu nhất"
	default:
		return v.count() + ", quá hạn trước, rồi đến chờ lâu nhất"
	}
}

func (v List) unitOptions() []ui.Option {
	options := []ui.Option{{Label: "Tất cả"}}
	for _, unit := range v.Units {
		if unit.TakesTasks() {
			options = append(options, ui.Option{Value: strconv.FormatInt(unit.ID, 10), Label: unit.Name, Group: unit.Relation.Label()})
		}
	}
	return options
}

func causeOptions() []ui.Option {
	options := []ui.Option{{Label: "Tất cả"}}
	for _, cause := range reform.Causes() {
		options = append(options, ui.Option{Value: string(cause), Label: cause.Label()})
	}
	return options
}

// empty says that the group has none, and when it last had one.
func (v List) empty() string {
	switch {
	case v.narrowed():
		return "Không có vướng mắc khớp bộ lọc."
	case v.Last.IsZero():
		return v.Filter.Group.None()
	default:
		return v.Filter.Group.None() + " Lần gần nhất: " + v.Last.Vietnamese() + "."
	}
}

// beside is the list with the line opened beside it, on its own page.
func (v List) beside(line reform.ObstacleLine) string {
	q := maps.Clone(Query(v.Filter))
	q.Set("chon", line.Code)
	if v.Filter.Page > 1 {
		q.Set("trang", strconv.Itoa(v.Filter.Page))
	}
	return paths.With(paths.Obstacles, q)
}

func (v List) chosen(line reform.ObstacleLine) bool {
	return v.Chosen != nil && v.Chosen.Obstacle.ID == line.ID
}

func (v List) chips(line reform.ObstacleLine) []ui.Chip {
	var chips []ui.Chip
	if len(v.Filter.Group.States()) > 1 {
		chips = append(chips, Chip(line.State))
	}
	if chip, ok := clockChip(line.ObstacleStage, v.Days, v.Today); ok {
		chips = append(chips, chip)
	}
	return chips
}

// under is the quiet line below a row's title: whose it is, and how long it waits.
func (v List) under(line reform.ObstacleLine) string {
	text := line.Unit + " · " + line.TaskCode
	if line.Leader != "" && line.State == reform.ObstacleEscalated {
		text += " · trình " + line.Leader
	}
	if line.ClosedAt != nil {
		return text + " · " + calendar.DateOf(*line.ClosedAt).Vietnamese()
	}
	return text + " · " + waited(line.ObstacleStage, v.Days, v.Today)
}

// left says what still has to be done before the line can be closed.
func (v List) left(line reform.ObstacleLine) []remaining {
	if v.Filter.Group != reform.ObstaclesAfter {
		return nil
	}
	return left(v.Remainders[line.CardID])
}
