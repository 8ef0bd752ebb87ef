package tasks

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Moving is what the page shows of how the task's deadline moved, and who held the task on the way.
type Moving struct {
	Ledger   []reform.DeadlineChange // nothing while the task has its first deadline
	Asked    []reform.Extension
	Use      reform.ExtensionUse
	Holdings []reform.Holding
}

// ledgerActs are the acts that move deadlines, as the ledger calls them.
var ledgerActs = map[policy.Action]string{
	policy.TaskAssign: "Giao nhiệm vụ", policy.TaskCreate: "Giao nhiệm vụ", policy.TaskExtend: "Gia hạn",
	policy.TaskResume: "Tiếp tục thực hiện", policy.TaskReassign: "Chuyển đơn vị", policy.TaskRedirect: "Ý kiến chỉ đạo", policy.ObstacleNote: "Quyết định tại cuộc họp",
	policy.TaskInstruct: "Giao theo ý kiến chỉ đạo",
}

func ledgerAct(c reform.DeadlineChange) string {
	if words, ok := ledgerActs[policy.Action(c.Action)]; ok {
		return words
	}
	return "Thay đổi"
}

// ledgerDay is a deadline in the ledger.
func ledgerDay(day calendar.Date) string {
	if day.IsZero() {
		return "không thời hạn"
	}
	return day.Vietnamese()
}

// ledgerDays says by how many days a change moved the deadline.
func ledgerDays(c reform.DeadlineChange) string {
	switch n := c.Days(); {
	case n > 0:
		return "lùi " + viet.Int(n) + " ngày"
	case n < 0:
		return "sớm lên " + viet.Int(-n) + " ngày"
	case c.FromOn.IsZero():
		return "hạn đầu tiên"
	default:
		return ""
	}
}

// by is who changed a deadline, and for whom.
func by(c reform.DeadlineChange) string {
	if c.For != "" {
		return c.Actor + " (thay " + c.For + ")"
	}
	return c.Actor
}

// decidedBy is whose decision it was, and for whom they took it or who typed it in.
func decidedBy(o reform.Origin) string {
	lead := "Theo ý kiến chỉ đạo của "
	if o.NotedIn != "" {
		return o.Said(o.Decider)
	}
	if o.DecidedFor != "" {
		return lead + o.Decider + " (thay " + o.DecidedFor + ")"
	}
	return lead + o.Decider
}

// open is the request that waits for somebody; the zero value when none does.
func (m Moving) open() reform.Extension {
	for _, e := range m.Asked {
		if e.State.Open() {
			return e
		}
	}
	return reform.Extension{}
}

// extendButton asks for an extension; while a request is open it says so instead.
func (v Show) extendButton() ui.Button {
	button := ui.Button{Label: "Xin gia hạn", Icon: "calendar", Href: paths.ToExtensionAsk(v.Task.Code)}
	if open := v.Moving.open(); open.ID != 0 {
		button.Reason = "đang có đề nghị đến " + open.ProposedOn.Vietnamese() + " ở bước “" + open.State.Label() + "”."
	}
	return button
}

// usedUp says that a further extension is a leader's to grant; "" while it is not, or nobody here may ask.
func (v Show) usedUp() string {
	if !v.Deeds.Extend || len(v.Moving.Asked) == 0 || !v.Moving.Use.Up() {
		return ""
	}
	return "Xin gia hạn: " + v.Moving.Use.Text() + ", lần tiếp theo do lãnh đạo Sở quyết định."
}

// ExtensionChip returns the chip of a request's state.
func ExtensionChip(state reform.ExtensionState) ui.Chip {
	kind := map[reform.ExtensionState]ui.Kind{
		reform.ExtensionRequested: ui.Waiting, reform.ExtensionSigned: ui.Waiting, reform.ExtensionGranted: ui.Done, reform.ExtensionRefused: ui.Blocked,
	}[state]
	return ui.Chip{Kind: kind, Text: state.Label()}
}

// requestText is what became of a request: "đến 05/12/2026, đề nghị 10/12/2026".
func requestText(e reform.Extension) string {
	if !e.GrantedOn.IsZero() && e.GrantedOn != e.ProposedOn {
		return "đến " + e.GrantedOn.Vietnamese() + ", đề nghị " + e.ProposedOn.Vietnamese()
	}
	return "đến " + e.ProposedOn.Vietnamese()
}

// holdingText is "14 ngày, 3 ngày quá hạn".
func holdingText(h reform.Holding) string {
	text := strconv.Itoa(h.Days) + " ngày"
	if h.Late > 0 {
		text += ", " + strconv.Itoa(h.Late) + " ngày quá hạn"
	}
	return text
}
