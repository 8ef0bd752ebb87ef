package tasks

import (
	"strings"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/web/pages/answers"
	"cchc/web/ui"
)

// Nudged is how a task was urged, and what its unit still has to say to that.
type Nudged struct {
	Last    *reform.NudgeTask // the newest; nil for a task that never was
	Promise *reform.NudgeTask // the newest that the unit answered with a day, while the task is to be done; nil without one
	Answer  bool              // the reader may answer the newest
	Now     time.Time
}

// waits reports whether the newest nudge waits for the unit.
func (n Nudged) waits() bool {
	return n.Last != nil && n.Last.AnswerState() == reform.AnswerWaits && n.Last.Answerable() == nil
}

// tone is how urgent the note is.
func (n Nudged) tone() ui.Tone {
	if n.waits() && n.Last.Late(n.Now) || n.broken() {
		return ui.Warning
	}
	return ui.Info
}

func (n Nudged) broken() bool {
	return n.Promise != nil && calendar.DateOf(n.Now).After(n.Promise.PromisedOn)
}

// promised says by when the unit said it will be done, and whether that day is over.
func (n Nudged) promised() string {
	if n.broken() {
		return "Lỡ hẹn: đơn vị hẹn xong ngày " + n.Promise.PromisedOn.Vietnamese() + "."
	}
	return "Đơn vị hẹn xong ngày " + n.Promise.PromisedOn.Vietnamese() + "."
}

// again leads to where another day is promised.
func (n Nudged) again() string { return answers.Asks(*n.Promise, reform.AnswerPromised) }

// nudgeMoments tell how the Office urged the unit on, what the unit answered, and what the Office said to that.
func nudgeMoments(nudges []reform.NudgeTask) []Moment {
	var moments []Moment
	for _, t := range nudges {
		if t.SettledAt != nil {
			moments = append(moments, settledMoment(t))
		}
		if t.AnsweredAt != nil {
			who := t.AnsweredBy
			if t.AnsweredFor != "" {
				who += " (thay " + t.AnsweredFor + ")"
			}
			moments = append(moments, Moment{At: *t.AnsweredAt, Kind: ui.Doing, Who: who, What: "trả lời nhắc việc: " + t.Says(), Said: noted(t.Note)})
		}
		if t.SentAt != nil {
			moments = append(moments, Moment{
				At: *t.SentAt, Kind: ui.Soon, Who: "Văn phòng", What: strings.TrimPrefix(t.Reminded(), "Văn phòng "),
				Said: noted("Đề nghị trả lời trước " + calendar.Stamp(t.AnswerBy) + "."),
			})
		}
	}
	return moments
}

func settledMoment(t reform.NudgeTask) Moment {
	moment := Moment{At: *t.SettledAt, Kind: ui.Waiting, Who: t.SettledBy, What: "giữ nhiệm vụ ở đơn vị", Said: noted(t.SettledNote)}
	if t.Settled == reform.SettledMoved {
		moment.What, moment.Said = "chuyển nhiệm vụ theo trả lời của đơn vị", nil
	}
	if moment.Who == "" {
		moment.Who = "Hệ thống"
	}
	return moment
}

func noted(text string) []Said {
	if text == "" {
		return nil
	}
	return []Said{{Text: text}}
}
