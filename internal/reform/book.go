package reform

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cchc/internal/calendar"
)

// BookLine is one row of the register of obstacles.
type BookLine struct {
	ID        int64
	Code      string
	Unit      string
	TaskCode  string
	TaskTitle string
	Cause     Cause
	Title     string
	Detail    string
	Request   string
	State     ObstacleState
	BookSteps
	BookOutcome
}

// BookSteps are the days of an obstacle's steps, of each the last where it was taken twice; none for what was not.
type BookSteps struct {
	RaisedOn    calendar.Date
	ConfirmedOn calendar.Date
	ReceivedOn  calendar.Date
	EscalatedOn calendar.Date
	SettledOn   calendar.Date // decided by a leader, or resolved by the Office
	EndedOn     calendar.Date // closed, or withdrawn
}

// BookOutcome is what became of an obstacle.
type BookOutcome struct {
	Resolution string // how the Office lifted it
	Decider    string // who decided it
	DecidedFor string // whom a deputy decided for
	Chosen     string // the title of the option taken; "" where the leader decided otherwise
	Direction  string
	Told       string // what the decision did, a line each
	Spoken
}

// Days returns how many working days lie between the raising of the obstacle and its end, or today while it has none.
func (l BookLine) Days(working calendar.Days, today calendar.Date) int {
	end := l.EndedOn
	if end.IsZero() {
		end = today
	}
	return working.WorkingBetween(l.RaisedOn, end)
}

// Content returns what blocks: the line that names it and, below, the description.
func (l BookLine) Content() string { return joined("\n", l.Title, l.Detail) }

// Task returns the code and the name of the task that is blocked.
func (l BookLine) Task() string { return l.TaskCode + " " + l.TaskTitle }

// Settlement returns how the obstacle was settled, in words; "" while it was not.
func (l BookLine) Settlement() string {
	if l.Resolution != "" {
		return "Văn phòng giải quyết: " + l.Resolution
	}
	if l.Decider == "" {
		return ""
	}
	by := l.Decider
	if l.DecidedFor != "" {
		by += " (thay " + l.DecidedFor + ")"
	}
	chosen := "Ý kiến khác với các phương án."
	if l.Chosen != "" {
		chosen = "Chọn phương án: " + l.Chosen
	}
	said := by + " quyết định."
	if l.NotedIn != "" {
		said = l.Said(by) + "."
	}
	return joined("\n", said, chosen, "Ý kiến chỉ đạo: "+l.Direction)
}

var taskCodes = regexp.MustCompile(`CCHC-\d{4}-\d{3,}`)

// Effects returns what the decision did to the task of the row, a line each: of a decision on several obstacles the lines that
// name other tasks are left out.
func (l BookLine) Effects() string {
	var own []string
	for line := range strings.Lines(l.Told) {
		named := taskCodes.FindAllString(line, -1)
		if line = strings.TrimSpace(line); line != "" && (len(named) == 0 || slices.Contains(named, l.TaskCode)) {
			own = append(own, line)
		}
	}
	return strings.Join(own, "\n")
}

// joined returns the texts that say something, with the separator between them.
func joined(separator string, texts ...string) string {
	var said []string
	for _, text := range texts {
		if text != "" {
			said = append(said, text)
		}
	}
	return strings.Join(said, separator)
}

// BookFilter says which rows of the register are shown.
type BookFilter struct {
	Year  int // of raising; 0 for all
	Unit  int64
	Cause Cause
	State ObstacleState
	Live  bool // only those that somebody still has to do something about
	Page  int
}

// Words says what the filter asks for; unit is the name of its unit.
func (f BookFilter) Words(unit string) string {
	parts := []string{"Các năm"}
	if f.Year != 0 {
		parts[0] = "Năm " + strconv.Itoa(f.Year)
	}
	add := func(on bool, label, value string) {
		if on {
			parts = append(parts, label+value)
		}
	}
	add(f.Unit != 0, "", unit)
	add(f.Cause != "", "loại: ", f.Cause.Label())
	add(f.State != "", "trạng thái: ", f.State.Label())
	add(f.Live, "", "chưa đóng")
	return strings.Join(parts, "; ")
}

// FileName returns what the exported register of the filter is called.
func (f BookFilter) FileName() string {
	if f.Year == 0 {
		return "so-vuong-mac.xlsx"
	}
	return "so-vuong-mac-" + strconv.Itoa(f.Year) + ".xlsx"
}

// BookTitle stands over the register on paper.
const BookTitle = "SỔ THEO DÕI VƯỚNG MẮC"

// BookPrintMost is how many rows are printed at once.
const BookPrintMost = 500
