package reform

import (
	"fmt"
	"strings"
	"time"

	"cchc/internal/calendar"
)

// The head of the department's letters, and how they are numbered.
const (
	LetterAbove    = "UBND TỈNH HƯNG YÊN"
	LetterBy       = "SỞ KHOA HỌC VÀ CÔNG NGHỆ"
	LetterPlace    = "Hưng Yên"
	LetterNotation = "SKHCN-VP"
	LetterAbout    = "V/v đôn đốc thực hiện\nnhiệm vụ cải cách hành chính"
)

// LetterTasksMost is how many tasks a letter lists in its content; more go to an appendix.
const LetterTasksMost = 15

// LetterNumbered returns what was typed as the number of a letter as the letter carries it: with the department's notation where only
// the number was typed, and a zero before a number below ten.
func LetterNumbered(typed string) string {
	number, notation, found := strings.Cut(strings.ReplaceAll(typed, " ", ""), "/")
	if len(number) == 1 && number >= "1" && number <= "9" {
		number = "0" + number
	}
	if !found && number != "" {
		notation = LetterNotation
	}
	return strings.TrimSuffix(number+"/"+notation, "/")
}

// Letter is the official letter of the third rung: what one unit owes, how often it was urged before, and what is asked of it. All
// of it is as of the instant at which the nudge was made, so that the letter stays what was signed.
type Letter struct {
	Nudge  Nudge
	Typed  string // what the Office typed for the act of nudging, with its placeholders
	Tasks  []LetterTask
	Before []EarlierNudge // the oldest first
}

// LetterTask is one task that a letter urges on.
type LetterTask struct {
	Code       string
	Title      string
	DueOn      calendar.Date
	Percent    int
	ReportedOn calendar.Date // the last report; none while there was none
	Sources    []LetterSource
}

// LetterSource is a place in a document that a task was drawn from.
type LetterSource struct {
	Document Document
	Label    string // of the clause
}

// EarlierNudge is a nudge about some of the same tasks that went out before.
type EarlierNudge struct {
	Code         string
	Rung         Rung
	SentAt       time.Time
	Tasks        int // how many of the letter's
	Answered     int // of how many of these the unit had answered when the letter was made
	LetterNumber string
	LetterOn     calendar.Date
}

// Lettered reports whether the nudge has a letter: it is of the third rung and was neither dropped nor recalled.
func (n Nudge) Lettered() bool {
	return n.Rung == RungLetter && n.State != NudgeDropped && n.State != NudgeRecalled
}

// FileName returns what the letter's file is called.
func (l Letter) FileName() string { return "cong-van-don-doc-" + l.Nudge.Code + ".docx" }

// AsOf returns the day of which the letter speaks.
func (l Letter) AsOf() calendar.Date { return calendar.DateOf(l.Nudge.MadeAt) }

// Number returns the letter's number and notation; the number is blank until it is recorded.
func (l Letter) Number() string {
	if l.Nudge.LetterNumber == "" {
		return "       /" + LetterNotation
	}
	return l.Nudge.LetterNumber
}

// Dated returns the letter's day as its head writes it; day and month are blank until they are recorded.
func (l Letter) Dated() string {
	if l.Nudge.LetterOn.IsZero() {
		return fmt.Sprintf("ngày       tháng       năm %d", l.AsOf().Year())
	}
	return l.Nudge.LetterOn.Formal()
}

// Long reports whether the letter's tasks go to an appendix.
func (l Letter) Long() bool { return len(l.Tasks) > LetterTasksMost }

// Late returns how many days the task was overdue on the day; 0 while it was in time.
func (t LetterTask) Late(on calendar.Date) int {
	if t.DueOn.IsZero() {
		return 0
	}
	return max(on.Sub(t.DueOn), 0)
}

// From says where the task comes from, by numbers alone: the letter has cited the documents in full before.
func (t LetterTask) From() string {
	var from []string
	for _, s := range t.Sources {
		from = append(from, raised(strings.TrimSpace(s.Label+" "+s.Document.Cited())))
	}
	return strings.Join(from, ";\n")
}

// documents returns the documents behind the tasks, each once, in the order of the tasks.
func (l Letter) documents() []Document {
	var all []Document
	seen := map[int64]bool{}
	for _, task := range l.Tasks {
		for _, s := range task.Sources {
			if !seen[s.Document.ID] {
				seen[s.Document.ID] = true
				all = append(all, s.Document)
			}
		}
	}
	return all
}

// Cited returns the document as papers cite it again: kind and number.
func (d Document) Cited() string {
	kind := d.Kind.Label()
	if d.Kind == DocumentOther {
		kind = "Văn bản"
	}
	return kind + " số " + d.Number()
}

// CitedInFull returns the document as papers cite it first: kind, number, day, who issued it and what it is about.
func (d Document) CitedInFull() string {
	cited := d.Cited() + " " + d.Dated() + " của " + d.Issuer
	if d.Secret || d.Subject == "" {
		return cited
	}
	about := lowered(d.Subject)
	switch {
	case strings.HasPrefix(about, "về ") || strings.HasPrefix(about, "ban hành "):
		return cited + " " + about
	case d.Kind == DocumentLetter:
		return cited + " về việc " + about
	default:
		return cited + " về " + about
	}
}

// raised returns the text with a capital first letter.
func raised(text string) string {
	runes := []rune(text)
	if len(runes) == 0 {
		return text
	}
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}

// lowered returns the text with a small first letter, unless it begins with an abbreviation.
func lowered(text string) string {
	runes := []rune(text)
	if len(runes) > 1 && strings.ToUpper(string(runes[1])) == string(runes[1]) && runes[1] != ' ' {
		return text
	}
	return strings.ToLower(string(runes[:1])) + string(runes[1:])
}
