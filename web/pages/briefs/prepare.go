package briefs

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

// Prepare is the brief of a meeting before it is frozen.
type Prepare struct {
	Meeting  reform.Meeting
	Whole    reform.Brief // with what is kept off it
	Brief    reform.Brief
	Room     reform.BriefRoom
	Proposed []string
	Frozen   []reform.SnapshotLine
	MayMend  bool
	MayKeep  bool
	Entry    ui.Entry
}

// The page and its fields.
const (
	PrepareTitle   = "Bản tóm tắt giao ban"
	LeftOutField   = "bo"
	QuestionsField = "cau_hoi"
	ProposedField  = "theo_de_nghi"
)

// PrepareEntry is what the form shows of the meeting as it is.
func PrepareEntry(meeting reform.Meeting, whole reform.Brief) ui.Entry {
	return ui.Entry{Values: map[string][]string{QuestionsField: {strings.Join(whole.Questions, "\n")}, LeftOutField: meeting.LeftOut}}
}

func (v Prepare) under() string {
	return v.Meeting.Series + " " + calendar.Stamp(v.Meeting.SitsAt) + " · " + v.Meeting.State.Label()
}

// room says how much of the paper is free.
func (v Prepare) room() string {
	if v.Room.Fits() {
		return "Vừa hai trang giấy. Còn " + viet.Int(v.Room.Left) + " dòng."
	}
	return "Dài hơn hai trang giấy. Thừa " + viet.Int(v.Room.Over) + " dòng."
}

func (v Prepare) tone() ui.Tone {
	if v.Room.Fits() {
		return ui.Success
	}
	return ui.Warning
}

// lines are the lines of the brief that can be kept off it.
func (v Prepare) lines() []ui.Option {
	var options []ui.Option
	for _, section := range v.Whole.Sections() {
		for _, line := range section.Lines {
			if line.Key == "" {
				continue
			}
			option := ui.Option{Value: line.Key, Label: section.Heading + ": " + strings.Join(line.Cells, " · "), Selected: v.Entry.Holds(LeftOutField, line.Key)}
			option.Label = strings.TrimSuffix(option.Label, " · "+reform.BriefBoxes)
			if slices.Contains(v.Proposed, line.Key) {
				option.Hint = "Đề nghị đưa ra"
			}
			options = append(options, option)
		}
	}
	return options
}

func (v Prepare) form() ui.Form {
	return ui.Form{Action: paths.ToMeetingBrief(v.Meeting.Code), Draft: true, Hidden: v.version()}
}

func (v Prepare) version() []ui.Hidden {
	return []ui.Hidden{{Name: ui.VersionField, Value: strconv.Itoa(v.Meeting.Version)}}
}

// freeze is the button that keeps the brief as it stands.
func (v Prepare) freeze() ui.Button {
	button := ui.Button{Label: reform.MeetingFreeze.Label(), Look: ui.Primary}
	if !v.Room.Fits() {
		button.Reason = "Đưa bớt " + viet.Int(v.Room.Over) + " dòng ra ngoài rồi mới chốt được."
	}
	return button
}
