package tasks

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Show is everything the page of one task shows.
type Show struct {
	Task    reform.Task
	Family  Family
	Units   []reform.TaskUnit
	Shares  []Share
	Clauses []reform.SourceClause
	Serves  []reform.Indicator
	Files   []reform.Attachment
	Moments []Moment

	Origin     reform.Origin        // the decision that gave the task; the zero value for none
	Meeting    reform.MeetingOrigin // the meeting that concluded it; the zero value for none
	Meets      bool                 // the reader may open that meeting
	Completion Completion
	Reopened   []Reopening
	Cut        bool // older moments than these are not shown
	Deeds      Deeds
	Today      calendar.Date
	Repetition
	Moving
	Nudged    Nudged
	Judged    Judged
	Obstacles []reform.Obstacle // those not over first, then the newest
}

// Repetition is what the page shows of the series a task is, or of the one it stands in.
type Repetition struct {
	Series     reform.Series // of a series
	Newest     []reform.OccurrenceLine
	Tally      reform.Tally
	Neighbours []reform.Neighbour // of an occurrence
}

// Family is the parent of a task or the tasks under it, and how many units have done their share.
type Family struct {
	Parent   *reform.Task // nil when there is none or it lies out of reach
	Children []reform.TaskLine
	Below    reform.Children
}

// Deeds are what the reader may do with the task.
type Deeds struct {
	Offers      []Offer
	Report      bool
	NameOfficer bool
	Edit        bool
	Flag        bool
	Split       bool
	Extend      bool
	Raise       bool
	RaiseBarred string // why not now; "" when the button works
}

// Offer is a step of the task's flow; with a Reason its button says why it does not work.
type Offer struct {
	Act    reform.TaskAct
	Reason string
}

// leading are the acts whose button is the page's main one where the reader has nothing to report.
var leading = []reform.TaskAct{reform.TaskAssign, reform.TaskAccept, reform.TaskResume}

// halting are the acts that stop the work or undo its end: they stand last, so that nobody takes one for the main button.
var halting = []reform.TaskAct{reform.TaskReassign, reform.TaskSuspend, reform.TaskReopen, reform.TaskCancel}

// buttons are the reader's deeds in the order they stand.
func (v Show) buttons() []ui.Button {
	code := v.Task.Code
	var all []ui.Button
	add := func(may bool, label, icon, href string) {
		if may {
			all = append(all, ui.Button{Label: label, Icon: icon, Href: href})
		}
	}
	add(v.Deeds.Report, "Báo cáo tiến độ", "send", paths.ToReport(code))
	for _, share := range v.Shares {
		add(share.MayAnswer, "Trả lời phần việc", "send", paths.ToShare(code, share.ID))
	}
	mine := len(all) > 0
	all = append(all, v.signButtons(mine)...)
	steps := v.inOrder()
	later := slices.IndexFunc(steps, func(o Offer) bool { return slices.Contains(halting, o.Act) })
	if later < 0 {
		later = len(steps)
	}
	for _, offer := range steps[:later] {
		all = append(all, offer.button(v.Task.Code, v.Task.State))
	}
	if v.Deeds.Raise {
		all = append(all, v.raiseButton())
	}
	if v.Deeds.Extend {
		all = append(all, v.extendButton())
	}
	add(v.Deeds.NameOfficer, "Phân công người xử lý", "user", paths.ToTaskStaff(code))
	add(v.Deeds.Split, "Chia cho đơn vị", "", paths.ToTaskSplit(code))
	add(v.Deeds.Edit, "Sửa nội dung", "pencil", paths.ToTaskEdit(code))
	for _, offer := range steps[later:] {
		all = append(all, offer.button(v.Task.Code, v.Task.State))
	}
	if mine {
		all[0].Look = ui.Primary
	}
	return all
}

// inOrder are the steps in the order their buttons stand on every page.
func (v Show) inOrder() []Offer {
	offers := slices.Clone(v.Deeds.Offers)
	slices.SortStableFunc(offers, func(a, b Offer) int {
		return cmp.Compare(slices.Index(reform.TaskActs(), a.Act), slices.Index(reform.TaskActs(), b.Act))
	})
	return offers
}

func (o Offer) button(code string, state reform.TaskState) ui.Button {
	button := ui.Button{Label: label(o.Act, state), Href: paths.ToTaskAct(code, string(o.Act)), Look: actLook(o.Act), Reason: o.Reason}
	switch o.Act {
	case reform.TaskAssign:
		button.Href = paths.ToTaskGive(code)
	case reform.TaskReassign:
		button.Href = paths.ToTaskReassign(code)
	case reform.TaskSubmit:
		button.Href = paths.ToCompletion(code)
	}
	if slices.Contains(leading, o.Act) && o.Reason == "" {
		button.Look = ui.Primary
	}
	return button
}

// actLook marks what takes the work away from its unit or ends it.
func actLook(act reform.TaskAct) ui.Look {
	if act == reform.TaskDecline || act == reform.TaskCancel {
		return ui.Danger
	}
	return ""
}

// asks reports whether the button leads to a question that script shows in place.
func asks(b ui.Button) bool { return b.Reason == "" && strings.Contains(b.Href, "/viec/") }

func (v Show) flagButton() ui.Button {
	if v.Task.Priority {
		return ui.Button{Label: "Bỏ trọng điểm", Icon: "flag"}
	}
	return ui.Button{Label: "Đánh dấu trọng điểm", Icon: "flag"}
}

func (v Show) flagFields() []ui.Hidden {
	fields := []ui.Hidden{version(v.Task)}
	if !v.Task.Priority {
		fields = append(fields, ui.Hidden{Name: "trong_diem", Value: "1"})
	}
	return fields
}

// version is the hidden field that tells on which version of the task a form was filled in.
func version(task reform.Task) ui.Hidden {
	return ui.Hidden{Name: "phien_ban", Value: strconv.Itoa(task.Version)}
}

func (v Show) chips() []ui.Chip {
	chips := Chips(v.Task.State, v.Task.DueOn, v.Task.CompletedOn, v.Today)
	if v.blocked() {
		chips = append(chips, ui.BlockedChip())
	}
	return chips
}

// deadline is the day in force and, where it was moved, the first one: "Hạn 17/11/2026 (hạn gốc 31/10/2026)".
func deadline(t reform.Task) string {
	switch {
	case t.State == reform.TaskDraft:
		return "Chưa đặt thời hạn"
	case t.Repeats():
		return "Việc định kỳ"
	case t.DueOn.IsZero():
		return t.DeadlineKind.Label()
	case !t.OriginalDueOn.IsZero() && t.OriginalDueOn != t.DueOn:
		return "Hạn " + t.DueOn.Vietnamese() + " (hạn gốc " + t.OriginalDueOn.Vietnamese() + ")"
	default:
		return "Hạn " + t.DueOn.Vietnamese()
	}
}

// beside names the units that take the part, each with its share and its own day.
func (v Show) beside(part reform.Part) []reform.TaskUnit {
	var units []reform.TaskUnit
	for _, unit := range v.Units {
		if unit.Part == part {
			units = append(units, unit)
		}
	}
	return units
}

// belowText is "3/9 đơn vị hoàn thành", and how many were stopped where some were.
func belowText(c reform.Children) string {
	text := viet.Int(c.Done) + "/" + viet.Int(c.Units) + " đơn vị hoàn thành"
	if c.Stopped > 0 {
		text += ", " + viet.Int(c.Stopped) + " đơn vị dừng thực hiện"
	}
	return text
}

// partial reports whether some of the tasks under this one lie out of the reader's reach.
func (f Family) partial() bool { return len(f.Children) < f.Below.Units }

func dateText(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Vietnamese()
}

func uploads(files []reform.Attachment) []ui.Upload {
	list := make([]ui.Upload, 0, len(files))
	for _, file := range files {
		list = append(list, Upload(file))
	}
	return list
}
