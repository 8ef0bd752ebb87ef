package nudges

import (
	"strconv"
	"time"

	"github.com/a-h/templ"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Show is one nudge with what became of it.
type Show struct {
	Nudge   reform.Nudge
	Tasks   []reform.NudgeTask // one page of them
	Pages   ui.Pages
	Sequels []reform.Sequel
	Earlier []reform.FormerNudge
	Watches bool                      // the reader watches over every unit's
	Undo    bool                      // it can still be taken back by the reader
	Buttons []ui.Button               // further steps of the reader
	Above   templ.Component           // what stands over the tasks; nil for nothing
	Each    map[int64]templ.Component // what stands below a task, by the number of its row
	Now     time.Time
}

// Title is the page's heading.
func (v Show) Title() string {
	return v.Nudge.Code + ": " + v.Nudge.Rung.Label() + " " + v.Nudge.Unit
}

func (v Show) tasksTitle() string {
	return "Nhiệm vụ được nhắc (" + strconv.Itoa(v.Pages.Total) + ")"
}

// leads reports whether the task is in the reader's reach: one that went to another unit is so only to who watches over all.
func (v Show) leads(t reform.NudgeTask) bool { return v.Watches || t.UnitID == t.NudgeUnitID }

// sequels are what happened to the task soon after the nudge.
func (v Show) sequels(task int64) []reform.Sequel {
	var of []reform.Sequel
	for _, s := range v.Sequels {
		if s.TaskID == task {
			of = append(of, s)
		}
	}
	return of
}

// none says that nothing happened, once it could have; "" where it still may or something did.
func (v Show) none(t reform.NudgeTask) string {
	if v.Nudge.SentAt == nil || t.Dropped || t.AnsweredAt != nil || len(v.sequels(t.TaskID)) > 0 {
		return ""
	}
	if v.Now.Before(v.Nudge.SentAt.AddDate(0, 0, reform.SequelDays)) {
		return "Chưa có diễn biến nào từ lúc nhắc."
	}
	return "Không có diễn biến nào trong 3 ngày sau khi nhắc."
}

// does says what happened, as it goes on after the name of who did it.
func does(s reform.Sequel) string {
	switch s.Kind {
	case reform.SequelReport:
		return "báo cáo tiến độ " + strconv.Itoa(s.Percent) + "%"
	case reform.SequelCompletion:
		return "gửi hoàn thành"
	case reform.SequelObstacle:
		return "báo vướng mắc " + s.Name
	default:
		return "xin gia hạn"
	}
}

// where is the record that the sequel left; "" for one without a page of its own.
func where(s reform.Sequel) string {
	switch s.Kind {
	case reform.SequelObstacle:
		return paths.ToObstacle(s.Name)
	case reform.SequelExtension:
		return paths.ToExtension(s.ID)
	default:
		return ""
	}
}

// line is the quiet line of a task: its deadline, its progress then and now, and which nudge of it this is.
func (v Show) line(t reform.NudgeTask) string {
	text := due(t.DueOn, calendar.DateOf(v.Now)) + " · " + strconv.Itoa(t.WasPercent) + "%"
	if t.Percent != t.WasPercent {
		text += ", nay " + strconv.Itoa(t.Percent) + "%"
	}
	if t.Officer != "" {
		text += " · " + t.Officer
	}
	if t.Nth > 0 {
		text += " · nhắc lần " + strconv.Itoa(t.Nth)
	}
	return text
}

var answerKinds = map[reform.NudgeAnswer]ui.Kind{
	reform.AnswerDone: ui.Done, reform.AnswerPromised: ui.Doing, reform.AnswerBlocked: ui.Blocked, reform.AnswerNotOurs: ui.Waiting,
}

// answer is what the unit said about the task, as a chip; false while it is not asked any more or not yet.
func (v Show) answer(t reform.NudgeTask) (ui.Chip, bool) {
	switch {
	case t.Dropped:
		return ui.Chip{Kind: ui.Idle, Text: "Không còn phải làm khi gửi"}, true
	case t.Answer == reform.AnswerPromised:
		return ui.Chip{Kind: ui.Doing, Text: "Sẽ xong ngày " + t.PromisedOn.Vietnamese()}, true
	case t.Answer != "":
		return ui.Chip{Kind: answerKinds[t.Answer], Text: t.Answer.Label()}, true
	case v.Nudge.State != reform.NudgeSent:
		return ui.Chip{}, false
	case v.Now.After(v.Nudge.AnswerBy):
		return ui.Chip{Kind: ui.Over, Text: "Không trả lời"}, true
	default:
		return ui.Chip{Kind: ui.Waiting, Text: "Chưa trả lời"}, true
	}
}

// said is who answered, and when.
func said(t reform.NudgeTask) string {
	if t.AnsweredAt == nil {
		return ""
	}
	text := t.AnsweredBy
	if t.AnsweredFor != "" {
		text += " (thay " + t.AnsweredFor + ")"
	}
	return text + " trả lời " + calendar.Stamp(*t.AnsweredAt)
}

// seen is who of the unit saw the nudge first.
func (v Show) seen() string {
	if v.Nudge.SeenAt == nil {
		return ""
	}
	return v.Nudge.Seer + ", " + calendar.Stamp(*v.Nudge.SeenAt)
}

// letter is the number and the day of the signed letter; "" without one.
func (v Show) letter() string {
	if v.Nudge.LetterNumber == "" {
		return ""
	}
	return v.Nudge.LetterNumber + " ngày " + v.Nudge.LetterOn.Vietnamese()
}

// signer is who signs the letter of the third rung, or has; "" below it.
func (v Show) signer() string {
	if v.Nudge.Signer == "" || v.Nudge.SignerPost == "" {
		return v.Nudge.Signer
	}
	return v.Nudge.Signer + ", " + v.Nudge.SignerPost
}

func earlier(n reform.FormerNudge) string {
	return n.Rung.Label() + " " + n.Unit + ", " + calendar.Stamp(n.SentAt)
}

func earlierHeard(n reform.FormerNudge) string {
	return strconv.Itoa(n.Answered) + "/" + strconv.Itoa(n.Tasks) + " nhiệm vụ đã trả lời"
}
