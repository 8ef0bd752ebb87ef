package obstacles

import (
	"cmp"
	"slices"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/pages/tasks"
	"cchc/web/ui"
)

// Show is one obstacle with what its reader may do with it.
type Show struct {
	Obstacle reform.Obstacle
	Task     reform.Task
	Steps    []reform.ObstacleStep // the first first
	Files    []reform.Attachment
	Card     *Card // nil without one
	Cost     *reform.CardCost
	Days     calendar.Days
	Offers   []Offer
	Write    bool // its reader may write its card
	Today    calendar.Date
}

// Card is the decision card of an obstacle.
type Card struct {
	reform.Card
	Options    []reform.Option
	Obstacles  []reform.Obstacle
	Effects    []reform.Effect
	Remainders []reform.Remainder
	Letters    []reform.Referral // to those above, that the decision asked for
}

// Offer is a step of the obstacle; with a Reason its button says why it does not work.
type Offer struct {
	Act    reform.ObstacleAct
	Reason string
}

// leading are the acts that carry an obstacle on, one of which is the page's main one.
var leading = []reform.ObstacleAct{
	reform.ObstacleSubmit, reform.ObstacleConfirm, reform.ObstacleReceive, reform.ObstacleEscalate, reform.ObstacleDecide, reform.ObstacleAnswer,
	reform.ObstacleClose,
}

// buttons are the reader's steps in the order they stand; the first of those that carry the obstacle on is the main one.
func (v Show) buttons() []ui.Button {
	offers := slices.Clone(v.Offers)
	slices.SortStableFunc(offers, func(a, b Offer) int {
		return cmp.Compare(slices.Index(reform.ObstacleActs(), a.Act), slices.Index(reform.ObstacleActs(), b.Act))
	})
	buttons := v.writes()
	main := len(buttons) > 0
	for _, offer := range offers {
		href := place(v.Obstacle.Code, offer.Act)
		if href == "" {
			continue
		}
		button := ui.Button{Label: offer.Act.Label(), Href: href, Reason: offer.Reason}
		if offer.Act == reform.ObstacleSubmit {
			button.Label = "Sửa và gửi lại"
		}
		switch {
		case offer.Act == reform.ObstacleReturn || offer.Act == reform.ObstacleWithdraw:
			button.Look = ui.Danger
		case !main && offer.Reason == "" && slices.Contains(leading, offer.Act):
			button.Look, main = ui.Primary, true
		}
		buttons = append(buttons, button)
	}
	return buttons
}

// place is where the act is done; "" where it has no page, or none but that of another act.
func place(code string, act reform.ObstacleAct) string {
	switch act {
	case reform.ObstacleSubmit:
		return paths.ToObstacleEdit(code)
	case reform.ObstacleEscalate:
		return paths.ToObstacleCard(code)
	case reform.ObstacleDecide:
		return paths.ToObstacleDecision(code)
	default:
		return paths.ToObstacleAct(code, string(act))
	}
}

// writes is the button to the form of the card, for whoever writes it and does not send it.
func (v Show) writes() []ui.Button {
	sends := slices.ContainsFunc(v.Offers, func(o Offer) bool { return o.Act == reform.ObstacleEscalate })
	if !v.Write || sends {
		return nil
	}
	return []ui.Button{{Label: "Soạn phiếu trình", Href: paths.ToObstacleCard(v.Obstacle.Code), Look: ui.Primary}}
}

func (v Show) chips() []ui.Chip {
	chips := []ui.Chip{Chip(v.Obstacle.State)}
	if chip, ok := clockChip(v.Obstacle.ObstacleStage, v.Days, v.Today); ok {
		chips = append(chips, chip)
	}
	return chips
}

// raised is who raised the obstacle and when.
func raised(o reform.Obstacle) string {
	return both(o.Author, o.For) + ", " + calendar.Stamp(o.RaisedAt)
}

// both is a name with whom its bearer stood in for.
func both(name, standsFor string) string {
	if standsFor != "" {
		return name + " (thay " + standsFor + ")"
	}
	return name
}

// deadline is the task's deadline as a fact.
func deadline(t reform.Task) string {
	if t.DueOn.IsZero() {
		return t.DeadlineKind.Label()
	}
	return t.DueOn.Vietnamese()
}

// clock is when the present step has to be done, in words; "" where it has no clock.
func (v Show) clock() string {
	chip, ok := clockChip(v.Obstacle.ObstacleStage, v.Days, v.Today)
	if !ok || v.Obstacle.DueOn.IsZero() {
		return chip.Text
	}
	return v.Obstacle.DueOn.Long() + " (" + firstLower(chip.Text) + ")"
}

// uploads are the files that were raised with the obstacle.
func (v Show) uploads() []ui.Upload {
	uploads := make([]ui.Upload, 0, len(v.Files))
	for _, file := range v.Files {
		uploads = append(uploads, ui.Upload{Name: file.Name, Size: viet.Bytes(file.Size), Href: tasks.FileHref(file.ID, file.MediaType)})
	}
	return uploads
}

// newestFirst are the steps in the order the timeline shows them.
func (v Show) newestFirst() []reform.ObstacleStep {
	steps := slices.Clone(v.Steps)
	slices.Reverse(steps)
	return steps
}

// didWhat says what each act did, as it goes on after the name of who took it.
var didWhat = map[reform.ObstacleAct]string{
	reform.ObstacleSubmit: "gửi vướng mắc", reform.ObstacleConfirm: "xác nhận, chuyển Văn phòng", reform.ObstacleReturn: "trả lại",
	reform.ObstacleReceive: "tiếp nhận", reform.ObstacleAsk: "hỏi lại đơn vị", reform.ObstacleAnswer: "gửi bổ sung",
	reform.ObstacleResolve: "giải quyết tại Văn phòng", reform.ObstacleEscalate: "trình lãnh đạo Sở",
	reform.ObstacleQuery: "yêu cầu thêm thông tin", reform.ObstacleTable: "đưa ra giao ban", reform.ObstacleSendBack: "trả lại Văn phòng",
	reform.ObstacleDecide: "ban hành ý kiến chỉ đạo", reform.ObstacleClose: "xác nhận đã gỡ", reform.ObstacleReopen: "báo vẫn còn vướng",
	reform.ObstacleWithdraw: "rút vướng mắc",
}

// doer is who took the step: of a decision that was typed in at a meeting, the leader who spoke it.
func doer(step reform.ObstacleStep) string {
	if step.NotedIn != "" {
		return step.Decider
	}
	return both(step.Actor, step.For)
}

func did(step reform.ObstacleStep) string {
	if step.NotedIn != "" {
		return step.Words()
	}
	return didWhat[step.Act]
}

// waitedAt says how long the obstacle waited after the step, for what and for whom; "" after the last one, and after one that
// left it waiting as it was.
func (v Show) waitedAt(s reform.ObstacleStep) string {
	if !s.State.Live() || s.Act == reform.ObstacleTable {
		return ""
	}
	text := s.State.Label()
	if s.WaitsFor != "" {
		text += " (" + s.WaitsFor + ")"
	}
	if s.Days == nil {
		return text + ": " + waited(reform.ObstacleStage{EnteredAt: s.At}, v.Days, v.Today)
	}
	if *s.Days == 0 {
		return text + ": trong ngày"
	}
	return text + ": " + workingDays(*s.Days)
}
