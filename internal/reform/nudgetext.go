package reform

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cchc/internal/calendar"
	"cchc/internal/viet"
)

// NudgePlaceholder stands in the text of a nudge for what differs from unit to unit.
type NudgePlaceholder string

// The placeholders.
const (
	PlaceUnit     NudgePlaceholder = "{đơn vị}"
	PlaceCount    NudgePlaceholder = "{số việc}"
	PlaceList     NudgePlaceholder = "{danh sách}"
	PlaceAnswerBy NudgePlaceholder = "{hạn trả lời}"
)

// NudgePlaceholders lists the placeholders in the order their hint names them.
func NudgePlaceholders() []NudgePlaceholder {
	return []NudgePlaceholder{PlaceUnit, PlaceCount, PlaceList, PlaceAnswerBy}
}

// NudgeTextMost is how long the text of a nudge is at most, as typed and with its placeholders filled in.
const (
	NudgeTextMost   = 3000
	nudgeFilledMost = 4000
)

// NudgeTextPreset is the text that the form offers.
const NudgeTextPreset = "Đề nghị {đơn vị} báo cáo kết quả thực hiện {số việc} nhiệm vụ sau trước {hạn trả lời}:\n{danh sách}\n" +
	"Nếu đang vướng mắc hoặc không phải việc của đơn vị, đề nghị trả lời ngay trên phần mềm."

var placeholder = regexp.MustCompile(`\{[^{}\n]*\}`)

// unknownPlaceholder returns the first thing in braces that is no placeholder; "" where there is none.
func unknownPlaceholder(text string) string {
	for _, found := range placeholder.FindAllString(text, -1) {
		if !strings.Contains(string(PlaceUnit+PlaceCount+PlaceList+PlaceAnswerBy), found) {
			return found
		}
	}
	return ""
}

// Text returns what the group's unit is told: the text with its placeholders filled in. Of a long list it names the first tasks
// and says how many more there are.
func (g NudgeGroup) Text(text string, answerBy time.Time) string {
	text = strings.NewReplacer(
		string(PlaceUnit), g.Unit, string(PlaceCount), viet.Int(len(g.Tasks)), string(PlaceAnswerBy), calendar.Stamp(answerBy),
	).Replace(text)
	lists := strings.Count(text, string(PlaceList))
	if lists == 0 {
		return text
	}
	room := (nudgeFilledMost - utf8.RuneCountInString(text)) / lists
	return strings.ReplaceAll(text, string(PlaceList), g.list(room, calendar.DateOf(answerBy).Year()))
}

// roomForMore is what the line takes that says how many tasks more there are.
const roomForMore = 60

// list returns a line for each task, as many as have room.
func (g NudgeGroup) list(room, year int) string {
	var lines []string
	used := 0
	for i, task := range g.Tasks {
		line := task.line()
		used += utf8.RuneCountInString(line) + 1
		if used > room || i < len(g.Tasks)-1 && used > room-roomForMore {
			lines = append(lines, "- và "+viet.Int(len(g.Tasks)-i)+" nhiệm vụ khác trong danh sách kèm theo")
			break
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func (c NudgeCandidate) line() string {
	line := "- " + c.Code + ": " + inBrief(c.Title, 160)
	if !c.DueOn.IsZero() {
		line += " (hạn " + c.DueOn.Vietnamese() + ")"
	}
	return line
}

// inBrief returns the text, cut where it has more than most characters.
func inBrief(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

var typedHour = regexp.MustCompile(`^([01]?\d|2[0-3])(?:[:.hg]([0-5]\d)?)?$`)

// AnswerBy returns the instant that the day and the hour as typed stand for; false for no such hour.
func AnswerBy(on calendar.Date, typed string) (time.Time, bool) {
	parts := typedHour.FindStringSubmatch(strings.ReplaceAll(typed, " ", ""))
	if parts == nil {
		return time.Time{}, false
	}
	h, _ := strconv.Atoi(parts[1])
	m, _ := strconv.Atoi(parts[2])
	return on.Start().Add(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute), true
}
