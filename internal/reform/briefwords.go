package reform

import (
	"slices"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/viet"
)

// What stands at the head of every brief.
const (
	BriefTitle = "Tóm tắt tình hình cải cách hành chính"
	BriefBy    = "Văn phòng Sở"
)

// FileName is what the Word file of the brief is called.
func (b Brief) FileName() string { return "Tom-tat-" + b.Code + ".docx" }

// SheetName is what the workbook of its figures is called.
func (b Brief) SheetName() string { return "So-lieu-" + b.Code + ".xlsx" }

// BriefFigure is one of the large numbers of a brief.
type BriefFigure struct {
	Label  string
	N      int
	Change string // against the meeting before
	Note   string
	Class  Timeliness // of the tasks behind it; "" for all of them
	Wait   bool       // it counts obstacles, not tasks
}

// Figures returns the large numbers.
func (b Brief) Figures() []BriefFigure {
	now, before := b.Numbers.Now, b.Numbers.Before
	return []BriefFigure{
		{Label: "Tổng nhiệm vụ", N: now.Total(), Change: signed(now.Total() - before.Total())},
		{Label: "Hoàn thành", N: now.Done(), Change: signed(now.Done() - before.Done()), Note: doneRate(now), Class: DoneOnTime},
		{Label: "Quá hạn", N: now.Overdue, Change: pointed(now.Overdue - before.Overdue), Class: OpenOverdue},
		{Label: "Chờ lãnh đạo quyết", N: b.Numbers.Wait.Now, Change: pointed(b.Numbers.Wait.Now - b.Numbers.Wait.Before), Wait: true},
	}
}

// doneRate says which part of the tasks with a deadline is completed; "" where there is none.
func doneRate(c Classes) string {
	if c.Total() == c.Undated {
		return ""
	}
	return viet.Percent(c.Done(), c.Total()-c.Undated)
}

// signed is a difference as people read it.
func signed(n int) string {
	switch {
	case n > 0:
		return "+" + viet.Int(n)
	case n < 0:
		return "−" + viet.Int(-n)
	default:
		return "không đổi"
	}
}

// pointed is a difference of what had better be less.
func pointed(n int) string {
	switch {
	case n > 0:
		return "▲ " + viet.Int(n)
	case n < 0:
		return "▼ " + viet.Int(-n)
	default:
		return "không đổi"
	}
}

// Under says for which meeting the brief is, against what it compares, and of when its figures are.
func (b Brief) Under() string {
	text := "Phục vụ " + b.Meeting.Series + " " + calendar.Clock(b.Meeting.SitsAt) + " " + calendar.DateOf(b.Meeting.SitsAt).Long()
	return text + " · So với " + b.Against() + " · Số liệu lúc " + calendar.Stamp(b.At)
}

// Issued says whose the brief is, and under which code it stands.
func (b Brief) Issued() string {
	text := LetterBy
	if b.Code != "" {
		text += " · " + b.Code
	}
	return text
}

// Against says with what the brief compares.
func (b Brief) Against() string {
	if b.SinceCode == "" {
		return calendar.DateOf(b.Since).Vietnamese()
	}
	return "giao ban trước, số liệu lúc " + calendar.Stamp(b.Since)
}

// Sums says that the classes add up to the total, against either deadline.
func (b Brief) Sums() []string {
	return []string{"Theo hạn hiện hành: " + partition(b.Numbers.Now), "Theo hạn gốc: " + partition(b.Numbers.First)}
}

// partition says that the classes add up, and which part was on time.
func partition(c Classes) string {
	text := viet.Int(c.Total()) + " nhiệm vụ = " + viet.Int(c.OnTime) + " hoàn thành đúng hạn + " + viet.Int(c.Late) + " hoàn thành quá hạn + " +
		viet.Int(c.InTime) + " trong hạn + " + viet.Int(c.Overdue) + " quá hạn + " + viet.Int(c.Undated) + " không thời hạn"
	if dated := c.Total() - c.Undated; dated > 0 {
		text += "; đúng hạn " + viet.Percent(c.OnTime, dated) + " của " + viet.Int(dated) + " việc có thời hạn"
	}
	return text + "."
}

// Made says who put the brief together, under which code it stands, and how many lines are not on it.
func (b Brief) Made() string {
	text := "Người lập: " + b.Author + ", " + BriefBy + "."
	if b.Code != "" {
		text += " Mã bản chốt: " + b.Code + "."
	}
	if b.LeftOut > 0 {
		text += " Văn phòng đưa " + viet.Int(b.LeftOut) + " dòng ra ngoài bản này; xem đủ trên phần mềm."
	}
	return text
}

// counted says how many changes of each kind there are.
func (b Brief) counted() string {
	var parts []string
	for _, count := range b.Counts {
		if count.N > 0 {
			n := viet.Int(count.N)
			if count.More {
				n = "hơn " + n
			}
			parts = append(parts, n+" "+strings.ToLower(count.Kind.Label()))
		}
	}
	if len(parts) == 0 {
		return "Không có thay đổi từ " + calendar.Stamp(b.Since) + "."
	}
	return "Từ " + calendar.Stamp(b.Since) + ": " + strings.Join(parts, ", ") + "."
}

// promised says what became of what was concluded in the meeting before.
func (b Brief) promised() string {
	done, late := 0, 0
	for _, p := range b.Promised {
		if p.Done() {
			done++
		} else if p.Class == OpenOverdue {
			late++
		}
	}
	n := len(b.Promised)
	text := viet.Int(n) + " việc: " + viet.Int(done) + " xong, " + viet.Int(n-done-late) + " đang làm"
	if late > 0 {
		text += ", " + viet.Int(late) + " quá hạn"
	}
	return text + "."
}

// Done reports whether what was concluded is done.
func (p BriefPromise) Done() bool { return !p.DoneOn.IsZero() }

// Outcome says how what was concluded stands.
func (p BriefPromise) Outcome() string {
	switch {
	case p.Done() && p.Class == DoneLate:
		return "Xong " + p.DoneOn.Vietnamese() + ", sau hạn"
	case p.Done():
		return "Xong " + p.DoneOn.Vietnamese()
	case p.Class == NotCounted:
		return "Dừng thực hiện"
	case p.Class == OpenOverdue:
		return "Quá hạn " + p.DueOn.Vietnamese()
	case p.DueOn.IsZero():
		return "Đang làm"
	default:
		return "Đang làm, hạn " + p.DueOn.Vietnamese()
	}
}

// asks returns what is to be decided, with what the Office proposes and who waits for it.
func (d BriefDecision) asks() string {
	text := d.Question
	if d.Proposed != "" {
		text += " Đề xuất: " + d.Proposed + "."
	}
	text += " (" + d.Obstacle + ", " + d.Unit + ", chờ " + viet.Int(d.Waited) + " ngày làm việc"
	if d.HeldTasks > 1 {
		text += ", " + viet.Int(d.HeldTasks) + " nhiệm vụ phải đợi"
	}
	return text + ")"
}

// says returns what changed in one line.
func (c BriefChange) says() string {
	text := c.Title + " (" + c.Code
	if c.Detail != "" {
		text += ", " + c.Detail
	}
	return text + ")"
}

// ahead says how much falls due before the next meeting.
func (b Brief) ahead() string {
	text := "Đến hết ngày " + b.Ahead.Until.Vietnamese() + " có " + viet.Int(b.Ahead.N) + " việc đến hạn"
	if b.Ahead.AtRisk > 0 {
		text += ", trong đó " + viet.Int(b.Ahead.AtRisk) + " việc có nguy cơ quá hạn"
	}
	return text + "."
}

// Without returns the brief with the lines of these keys moved out.
func (b Brief) Without(keys []string) Brief {
	lines := len(b.Keys())
	b.Decide = kept(b.Decide, keys, func(d BriefDecision) string { return d.Key })
	b.Changes = kept(b.Changes, keys, func(c BriefChange) string { return c.Key })
	b.Promised = slices.Clone(b.Promised)
	for i, p := range b.Promised {
		b.Promised[i].Hidden = p.Hidden || slices.Contains(keys, p.Key)
	}
	b.Silent = kept(b.Silent, keys, func(s BriefSilence) string { return s.Key })
	b.Ahead.Lines = kept(b.Ahead.Lines, keys, func(c BriefChange) string { return c.Key })
	b.LeftOut += lines - len(b.Keys())
	return b
}

// Keys returns the keys of all lines that can be moved out, in their order on the paper.
func (b Brief) Keys() []string {
	var keys []string
	for _, section := range b.Sections() {
		for _, line := range section.Lines {
			if line.Key != "" {
				keys = append(keys, line.Key)
			}
		}
	}
	return keys
}

func kept[L any](lines []L, out []string, key func(L) string) []L {
	return slices.DeleteFunc(slices.Clone(lines), func(line L) bool { return slices.Contains(out, key(line)) })
}

// numbered is the text as the nth of a list.
func numbered(n int, text string) string { return strconv.Itoa(n) + ". " + text }
