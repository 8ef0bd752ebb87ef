// Package rooms shows a meeting's brief on the screen of the room, one topic to a screen.
package rooms

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Show is one screen of a meeting.
type Show struct {
	Meeting reform.Meeting
	Brief   reform.Brief // as it was frozen; the zero value before that
	Noted   []reform.Conclusion
	Screen  int // from 1
	Now     time.Time
}

// ScreenField is what the URL of a screen calls its number.
const ScreenField = "man"

// How many lines of each topic stand on one screen.
const (
	linesMost = 6
	rowsMost  = 9
)

// screen is one topic, or a part of one.
type screen struct {
	title string
	body  templ.Component
}

// screens are those of the brief in the order of the meeting, and last what has been concluded by now.
func (v Show) screens() []screen {
	b := v.Brief
	all := []screen{{"Số liệu", numbers(b)}}
	promised := slices.DeleteFunc(slices.Clone(b.Promised), func(p reform.BriefPromise) bool { return p.Hidden })
	all = append(all, parts("Đã hứa → đã làm", promised, linesMost, promises)...)
	all = append(all, parts("Thay đổi từ lần trước", b.Changes, linesMost, changes)...)
	for i, d := range b.Decide {
		all = append(all, screen{"Việc cần quyết" + of(i, len(b.Decide)), decision(d)})
	}
	all = append(all, parts("Theo đơn vị", b.Units, rowsMost, units)...)
	all = append(all, parts("Đơn vị chưa trả lời", b.Silent, linesMost, silences)...)
	all = append(all, parts("Câu hỏi", b.Questions, linesMost, questions)...)
	noted := parts("Kết luận vừa ghi", v.Noted, linesMost, func(part []reform.Conclusion) templ.Component { return conclusions(v, part) })
	if len(noted) == 0 {
		noted = []screen{{"Kết luận vừa ghi", conclusions(v, nil)}}
	}
	return append(all, noted...)
}

// parts divides the lines of a topic among as many screens as they need; none for no lines.
func parts[L any](title string, lines []L, most int, body func([]L) templ.Component) []screen {
	var all []screen
	many := (len(lines) + most - 1) / most
	for i := range many {
		all = append(all, screen{title + of(i, many), body(lines[i*most : min((i+1)*most, len(lines))])})
	}
	return all
}

// of is the place of a part among several, such as " (2/3)".
func of(i, many int) string {
	if many <= 1 {
		return ""
	}
	return " (" + strconv.Itoa(i+1) + "/" + strconv.Itoa(many) + ")"
}

// at returns the number of the screen that is shown: one that exists.
func (v Show) at(screens int) int { return max(1, min(v.Screen, screens)) }

// to is the address of the screen with this number.
func (v Show) to(n int) string {
	return paths.ToProjector(v.Meeting.Code) + "?" + ScreenField + "=" + strconv.Itoa(n)
}

// Title is what the page is called.
func (v Show) Title() string { return "Trình chiếu " + v.Meeting.Code }

// about says which meeting it is and as of when its figures are.
func (v Show) about() string {
	text := v.Meeting.Series + ", " + calendar.Stamp(v.Meeting.SitsAt)
	if v.Brief.Code != "" {
		text += " · số liệu chốt " + calendar.Stamp(v.Brief.At) + " (" + v.Brief.Code + ")"
	}
	return text
}

// figure is one number with its change.
type figure struct {
	kind   string // of its colour
	label  string
	n      int
	change int
}

func figures(b reform.Brief) []figure {
	now, was := b.Numbers.Now, b.Numbers.Before
	return []figure{
		{"", "Nhiệm vụ", now.Total(), now.Total() - was.Total()},
		{"done", "Hoàn thành đúng hạn", now.OnTime, now.OnTime - was.OnTime},
		{"soon", "Hoàn thành quá hạn", now.Late, now.Late - was.Late},
		{"do", "Đang thực hiện trong hạn", now.InTime, now.InTime - was.InTime},
		{"over", "Đang thực hiện quá hạn", now.Overdue, now.Overdue - was.Overdue},
		{"", "Không thời hạn", now.Undated, now.Undated - was.Undated},
		{"wait", "Chờ lãnh đạo quyết định", b.Numbers.Wait.Now, b.Numbers.Wait.Now - b.Numbers.Wait.Before},
	}
}

// changed says by how much a number differs from the one before, "" where nothing stands before.
func (f figure) changed(b reform.Brief) string {
	switch {
	case b.SinceCode == "" && b.Since.IsZero():
		return ""
	case f.change > 0:
		return "tăng " + viet.Int(f.change)
	case f.change < 0:
		return "giảm " + viet.Int(-f.change)
	default:
		return "không đổi"
	}
}

// outcome is what became of a promise, with the colour of its class.
func outcome(p reform.BriefPromise) ui.Chip {
	switch {
	case p.Task == "":
		return ui.Chip{Kind: ui.Idle, Text: "Đã ghi nhận"}
	case !p.DoneOn.IsZero():
		return ui.Chip{Kind: ui.Done, Text: "Đã xong " + p.DoneOn.Vietnamese()}
	case p.Class == reform.OpenOverdue:
		return ui.Chip{Kind: ui.Over, Text: "Quá hạn, hạn " + p.DueOn.Vietnamese()}
	case p.Class == reform.NotCounted:
		return ui.Chip{Kind: ui.Idle, Text: "Đã dừng"}
	default:
		return ui.Chip{Kind: ui.Doing, Text: "Đang làm, hạn " + p.DueOn.Vietnamese()}
	}
}

// joined puts what is there of the texts together.
func joined(texts ...string) string {
	var some []string
	for _, text := range texts {
		if text != "" {
			some = append(some, text)
		}
	}
	return strings.Join(some, " · ")
}

// given says who carries a conclusion out, by when and under which code.
func given(c reform.Conclusion) string {
	if c.Task == "" {
		return ""
	}
	return joined(c.Unit, "hạn "+c.DueOn.Vietnamese(), c.Task)
}

// waited says what a card's waiting costs.
func waited(d reform.BriefDecision) string {
	text := "Đã chờ " + strconv.Itoa(d.Waited) + " ngày làm việc"
	if d.HeldTasks > 0 {
		text += ", " + viet.Int(d.HeldTasks) + " nhiệm vụ phải chờ theo"
	}
	return text
}

// What the keys of script press.
var (
	forward = templ.Attributes{"data-chieu": "tiep"}
	back    = templ.Attributes{"data-chieu": "lui"}
	out     = templ.Attributes{"data-chieu": "thoat"}
)
