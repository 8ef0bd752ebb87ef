package meetings

import (
	"slices"
	"strconv"
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Show is the page of one meeting.
type Show struct {
	Meeting  reform.Meeting
	Before   reform.Meeting      // the sitting before; the zero value for none
	Promised []reform.Conclusion // what was concluded then
	Items    []reform.AgendaItem
	Noted    []reform.Conclusion
	Frozen   []reform.SnapshotLine // the newest first
	Proposed []reform.WaitingCard
	Offers   []reform.MeetingAct
	Brief    string // the page on which its brief is frozen; "" where there is none
	Today    calendar.Date
	MayPrepare, MayConclude,
	MayDecide, MayNote bool
}

// Title is the page's heading.
func (v Show) Title() string { return title(v.Meeting) }

func (v Show) offers(act reform.MeetingAct) bool { return slices.Contains(v.Offers, act) }

// buttons are what the reader can do with the meeting; the first is what comes next.
func (v Show) buttons() []ui.Button {
	code := v.Meeting.Code
	var buttons []ui.Button
	add := func(on bool, b ui.Button) {
		if on {
			buttons = append(buttons, b)
		}
	}
	freezes := v.Brief != "" && v.offers(reform.MeetingFreeze)
	add(freezes && v.Meeting.State == reform.MeetingPlanned, ui.Button{Label: reform.MeetingFreeze.Label(), Look: ui.Primary, Href: v.Brief})
	add(v.offers(reform.MeetingConclude), ui.Button{Label: reform.MeetingConclude.Label(), Look: ui.Primary, Href: paths.ToMeetingAct(code, string(reform.MeetingConclude))})
	add(v.Meeting.State == reform.MeetingConcluded, ui.Button{Label: "Biên bản", Look: ui.Primary, Href: paths.ToMinutes(code)})
	add(v.Meeting.Snapshot != "", ui.Button{Label: "Bản tóm tắt đã chốt", Href: paths.ToSnapshot(v.Meeting.Snapshot)})
	add(v.Meeting.Snapshot != "", ui.Button{Label: "Trình chiếu", Href: paths.ToProjector(code)})
	add(freezes && v.Meeting.State == reform.MeetingFrozen, ui.Button{Label: "Chốt lại bản tóm tắt", Href: v.Brief})
	add(v.MayPrepare, ui.Button{Label: "Sửa", Icon: "pencil", Href: paths.ToMeetingEdit(code)})
	add(v.Meeting.State == reform.MeetingFrozen, ui.Button{Label: "Xem biên bản", Href: paths.ToMinutes(code)})
	return buttons
}

// asking are the buttons that open a question first.
func (v Show) asking() []ui.Button {
	var buttons []ui.Button
	for _, act := range []reform.MeetingAct{reform.MeetingReopen, reform.MeetingCancel} {
		if v.offers(act) {
			buttons = append(buttons, ui.Button{Label: act.Label(), Look: ui.Quiet, Href: paths.ToMeetingAct(v.Meeting.Code, string(act))})
		}
	}
	return buttons
}

// silent names the units that have not answered.
func (v Show) silent() string {
	var names []string
	for _, item := range v.Items {
		if item.Silent() && !slices.Contains(names, item.Unit) {
			names = append(names, item.Unit)
		}
	}
	return strings.Join(names, "; ")
}

// asksNow reports whether the Office can ask the units now.
func (v Show) asksNow() bool { return v.MayPrepare && v.Meeting.AskedAt == nil && v.Meeting.Asked > 0 }

// asked says when the units were asked, or when they will be.
func (v Show) asked() string {
	if v.Meeting.AskedAt != nil {
		return "Đã hỏi " + calendar.Stamp(*v.Meeting.AskedAt)
	}
	return v.Meeting.FlagOn.Vietnamese() + " (đến ngày này mà Văn phòng chưa hỏi thì cổng tự hỏi lúc 10:00)"
}

// questions are those that the leader may ask, each in a line.
func (v Show) questions() []string {
	var lines []string
	for line := range strings.SplitSeq(v.Meeting.Questions, "\n") {
		if line = viet.Normalise(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// decided are the cards of the agenda that a leader has decided.
func (v Show) decided() []reform.AgendaItem {
	return slices.DeleteFunc(slices.Clone(v.Items), func(i reform.AgendaItem) bool { return i.CardState != reform.CardDecided })
}

// decides reports whether the reader can decide the item's card now.
func (v Show) decides(i reform.AgendaItem) bool {
	return v.MayDecide && i.CardState == reform.CardSent && i.Obstacle != ""
}

// toDecision is the page on which the card is decided, from which its reader comes back here.
func (v Show) toDecision(i reform.AgendaItem) string {
	return paths.ToDecisionIn(i.Obstacle, v.Meeting.Code)
}

// notes reports whether the reader can type in now what the leader in the chair decides of the item's card.
func (v Show) notes(i reform.AgendaItem) bool {
	return v.MayNote && i.CardState == reform.CardSent && i.Obstacle != ""
}

// noting is the button to where that is typed in.
func (v Show) noting(i reform.AgendaItem) ui.Button {
	return ui.Button{Label: "Ghi quyết định của chủ trì", For: i.Obstacle, Small: true, Href: paths.ToAgendaDecision(v.Meeting.Code, i.ID)}
}

// itemChip is how the item stands; false where there is nothing to say.
func itemChip(i reform.AgendaItem, m reform.Meeting) (ui.Chip, bool) {
	switch {
	case i.Kind == reform.AgendaCard && i.CardState == reform.CardDecided:
		return ui.Chip{Kind: ui.Done, Text: i.CardState.Label()}, true
	case i.Kind == reform.AgendaCard:
		return ui.Chip{Kind: ui.Blocked, Text: i.CardState.Label()}, true
	case i.Kind == reform.AgendaUnit && i.AnsweredAt != nil:
		return ui.Chip{Kind: ui.Done, Text: "Đã trả lời"}, true
	case i.Kind == reform.AgendaUnit && m.AskedAt == nil:
		return ui.Chip{Kind: ui.Idle, Text: "Chưa hỏi"}, true
	case i.Kind == reform.AgendaUnit:
		return ui.Chip{Kind: ui.Waiting, Text: "Chưa trả lời"}, true
	default:
		return ui.Chip{}, false
	}
}

// under is the quiet line of an item.
func under(i reform.AgendaItem) string {
	text := i.Kind.Label()
	if i.Kind == reform.AgendaCard {
		text += " · " + i.Obstacle + " · " + i.Unit + " · trình " + i.Leader
	}
	return text
}

// answeredBy says who answered, and when.
func answeredBy(i reform.AgendaItem) string {
	text := i.AnsweredBy
	if i.AnsweredFor != "" {
		text += " (thay " + i.AnsweredFor + ")"
	}
	return text + " trả lời " + calendar.Stamp(*i.AnsweredAt)
}

func decidedBy(i reform.AgendaItem) string {
	if i.DecidedAt == nil {
		return i.Decider
	}
	return i.Said(i.Decider) + ", " + calendar.Stamp(*i.DecidedAt)
}

// standing is how the task of a conclusion goes, in words.
func standing(c reform.Conclusion, today calendar.Date) ui.Chip {
	switch c.Timeliness(today) {
	case "":
		return ui.Chip{Kind: ui.Idle, Text: c.Kind.Label()}
	case reform.DoneOnTime:
		return ui.Chip{Kind: ui.Done, Text: "Đã xong " + c.CompletedOn.Vietnamese()}
	case reform.DoneLate:
		return ui.Chip{Kind: ui.Soon, Icon: "check", Text: "Xong muộn " + c.CompletedOn.Vietnamese()}
	case reform.OpenOverdue:
		return ui.Chip{Kind: ui.Over, Text: "Quá hạn " + strconv.Itoa(today.Sub(c.DueOn)) + " ngày"}
	case reform.NotCounted:
		return ui.StateChip(c.TaskState)
	case reform.OpenInTime:
		if c.TaskState == reform.TaskAssigned {
			return ui.StateChip(c.TaskState)
		}
		return ui.Chip{Kind: ui.Doing, Text: "Đang làm, " + strconv.Itoa(c.Percent) + "%"}
	default:
		return ui.StateChip(c.TaskState)
	}
}

// whose is the quiet line of a conclusion: whose work it is, and until when.
func whose(c reform.Conclusion) string {
	if c.TaskID == 0 {
		return ""
	}
	text := c.Unit
	if !c.DueOn.IsZero() {
		text += " · hạn " + c.DueOn.Vietnamese()
	}
	return text
}
