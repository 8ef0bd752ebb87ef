package reform

import (
	"math"
	"strconv"
	"time"

	"cchc/internal/calendar"
	"cchc/internal/viet"
)

// How what falls due is looked at.
const (
	AheadDays     = 14  // how far the dashboard looks
	AheadLooked   = 200 // how many tasks, those due first, are looked at for what puts them at risk
	AheadPaceDays = 28  // the days before over which a task's own pace is taken
)

// AheadFilter says what is looked at: the tasks of a unit or of some areas; 0 and none leave none out.
type AheadFilter struct {
	At    time.Time
	Until calendar.Date
	Unit  int64
	Areas []Area
}

// Ahead is what falls due from the day of an instant to another day, of tasks that were open at the instant.
type Ahead struct {
	At     time.Time
	Until  calendar.Date
	N      int
	More   bool        // N is a floor (ADR 3)
	Looked int         // how many of them were looked at
	Risks  []AheadTask // those at risk among the ones looked at, the earliest deadline first
}

// AheadOf returns what falls due, of the tasks that were looked at and the number of all, counted no further than one past CountLimit.
func AheadOf(at time.Time, until calendar.Date, n int, looked []AheadTask) Ahead {
	ahead := Ahead{At: at, Until: until, N: min(n, CountLimit), More: n > CountLimit, Looked: len(looked)}
	for _, task := range looked {
		if task.Risk(calendar.DateOf(at)) != "" {
			ahead.Risks = append(ahead.Risks, task)
		}
	}
	return ahead
}

// Floor reports whether more tasks may be at risk than were found, since not all were looked at.
func (a Ahead) Floor() bool { return a.More || a.N > a.Looked }

// AheadTask is one task that falls due, with what its course is read from; all as of one instant.
type AheadTask struct {
	Code       string
	Title      string
	Area       Area
	UnitID     int64
	Unit       string
	State      TaskState
	Percent    int
	DueOn      calendar.Date
	HeardOn    calendar.Date // the day of the last report, or the one it was assigned on where there is none
	Obstacle   string        // the code of an obstacle that holds it up; "" for none
	Nudges     int           // nudges that the unit let pass with neither an answer nor a report
	BeganOn    calendar.Date // the day from which its own pace is taken
	BeganAt    int           // the percent it had then
	UnitWeekly float64       // the unit's median percent per week; 0 where it is not known
}

// Risk is what puts a task at risk.
type Risk string

// The risks, the gravest first.
const (
	RiskBlocked   Risk = "blocked"
	RiskSuspended Risk = "suspended"
	RiskUrged     Risk = "urged"
	RiskSilent    Risk = "silent"
	RiskPace      Risk = "pace"
)

// ownPaceDays is for how long a task must have been under way to have a pace of its own.
const ownPaceDays = 7

// Weekly returns by how many percent the task goes on in a week: by itself, or by the median of its unit where it is not under way for a
// week yet; known is false where neither can be said.
func (t AheadTask) Weekly(on calendar.Date) (weekly float64, own, known bool) {
	if days := on.Sub(t.BeganOn); !t.BeganOn.IsZero() && days >= ownPaceDays {
		return math.Max(float64(t.Percent-t.BeganAt), 0) * 7 / float64(days), true, true
	}
	return t.UnitWeekly, false, t.UnitWeekly > 0
}

// Risk returns what puts the task at risk on the day, the gravest; "" for nothing. What was sent as complete waits for others.
func (t AheadTask) Risk(on calendar.Date) Risk {
	switch {
	case t.Obstacle != "":
		return RiskBlocked
	case t.State == TaskSubmitted:
		return ""
	case t.State == TaskSuspended:
		return RiskSuspended
	case t.Nudges > 0:
		return RiskUrged
	case !t.HeardOn.IsZero() && on.Sub(t.HeardOn) >= StaleDays:
		return RiskSilent
	}
	weekly, _, known := t.Weekly(on)
	if known && float64(t.Percent)+weekly*float64(t.DueOn.Sub(on))/7 < 100 {
		return RiskPace
	}
	return ""
}

// Why says in one sentence how the task stands on the day and what puts it at risk.
func (t AheadTask) Why(on calendar.Date) string {
	text := "Còn " + strconv.Itoa(t.DueOn.Sub(on)) + " ngày"
	if t.DueOn == on {
		text = "Đến hạn hôm nay"
	}
	text += ", mới " + strconv.Itoa(t.Percent) + "%"
	switch t.Risk(on) {
	case RiskBlocked:
		return text + "; đang vướng " + t.Obstacle + ", chưa được tháo gỡ."
	case RiskSuspended:
		return text + "; đang tạm hoãn."
	case RiskUrged:
		return text + "; đã nhắc " + strconv.Itoa(t.Nudges) + " lần, quá ngày hẹn vẫn chưa trả lời."
	case RiskSilent:
		return text + "; " + strconv.Itoa(on.Sub(t.HeardOn)) + " ngày chưa báo cáo."
	case RiskPace:
		return text + "; " + t.paceSaid(on) + "."
	}
	return text + "."
}

func (t AheadTask) paceSaid(on calendar.Date) string {
	weekly, own, _ := t.Weekly(on)
	whole := int(math.Round(weekly))
	switch {
	case own && weekly == 0:
		return strconv.Itoa(on.Sub(t.BeganOn)) + " ngày qua không tăng"
	case whole == 0:
		return "mỗi tuần đi được chưa đến 1%"
	case own:
		return "mỗi tuần đi được " + viet.Int(whole) + "%"
	default:
		return "đơn vị thường đi được " + viet.Int(whole) + "% một tuần"
	}
}
