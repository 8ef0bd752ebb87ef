package signoffs

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Show is the page of one completion report.
type Show struct {
	Task     reform.Task
	Report   reform.Report
	Before   *reform.Report // the report of progress before it
	Evidence []reform.Evidence
	Acts     []reform.AuditEvent // on the report, the newest first
	Offers   []Offer
	Today    calendar.Date
}

// Offer is a step the reader may take; with a Reason its button says why it does not work.
type Offer struct {
	Act    reform.CompletionAct
	Reason string
}

// due is the deadline of a task as a fact beside a form.
func due(t reform.Task) string {
	if t.DueOn.IsZero() {
		return t.DeadlineKind.Label()
	}
	return t.DueOn.Vietnamese()
}

var stateKinds = map[reform.ReportState]ui.Kind{
	reform.ReportSubmitted: ui.Waiting, reform.ReportReturned: ui.Soon, reform.ReportApproved: ui.Waiting, reform.ReportAccepted: ui.Done,
}

// Chip is the state of a completion report.
func Chip(state reform.ReportState) ui.Chip {
	return ui.Chip{Kind: stateKinds[state], Text: state.Label()}
}

// buttons are the reader's steps, the main one first.
func (v Show) buttons() []ui.Button {
	buttons := make([]ui.Button, 0, len(v.Offers))
	for _, offer := range v.Offers {
		buttons = append(buttons, stepButton(v.Report.ID, v.Task.Code, offer))
	}
	return buttons
}

func stepButton(report int64, code string, offer Offer) ui.Button {
	button := ui.Button{Label: offer.Act.Label(), Href: paths.ToSignOffAct(report, string(offer.Act)), Reason: offer.Reason}
	switch offer.Act {
	case reform.CompletionSubmit:
		button.Label, button.Href = "Sửa và gửi lại", paths.ToCompletion(code)
		button.Look = ui.Primary
	case reform.CompletionApprove, reform.CompletionAccept:
		button.Look, button.Icon = ui.Primary, "check"
	}
	return button
}

// asks reports whether the button leads to a question that script shows in place.
func asks(offer Offer) bool { return offer.Reason == "" && offer.Act != reform.CompletionSubmit }

// comparison is a completion report beside the report of progress before it.
type comparison struct {
	percent  int
	done     string
	lastDone string
	last     string // when the report before it was posted; "" where there is none
}

func (v Show) comparison() comparison {
	c := comparison{percent: v.Report.PercentBefore, done: v.Report.Done}
	if v.Before != nil {
		c.lastDone, c.last = v.Before.Done, calendar.Stamp(v.Before.ReportedAt)
	}
	return c
}

// deliverable is one deliverable with what stands for it.
type deliverable struct {
	name  string
	items []reform.Evidence
}

// byDeliverable groups the evidence, which comes in the order of the deliverables.
func byDeliverable(evidence []reform.Evidence) []deliverable {
	var out []deliverable
	last := 0
	for _, e := range evidence {
		if e.Position != last {
			out = append(out, deliverable{name: e.Deliverable})
			last = e.Position
		}
		out[len(out)-1].items = append(out[len(out)-1].items, e)
	}
	return out
}

func newFiles(evidence []reform.Evidence) int {
	n := 0
	for _, e := range evidence {
		if e.AttachmentID != 0 && !e.Earlier {
			n++
		}
	}
	return n
}

// filesText says how many files came with the report.
func filesText(evidence []reform.Evidence) string {
	if n := newFiles(evidence); n > 0 {
		return viet.Int(n) + " tệp mới"
	}
	return "không có tệp mới"
}

// acts says what each step did, as it goes on after the name of who took it.
var acts = map[reform.ReportState]string{
	reform.ReportSubmitted: "gửi hoàn thành", reform.ReportApproved: "duyệt", reform.ReportReturned: "trả lại",
	reform.ReportAccepted: "xác nhận hoàn thành",
}

func act(e reform.AuditEvent) string {
	for _, change := range e.Changes {
		if change.Field == "state" {
			return acts[reform.ReportState(change.To)]
		}
	}
	return "gửi hoàn thành"
}

func fileSize(e reform.Evidence) string { return viet.Bytes(e.Size) }

func percentText(from int) string { return strconv.Itoa(from) + "% → 100%" }
