package tasks

import (
	"slices"
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/reform"
	"cchc/web/ui"
)

// Completion is how far sending the task as complete and signing that off have come.
type Completion struct {
	Report   *reform.Report // the newest completion report; nil when none was sent
	Evidence []reform.Evidence
	Offers   []SignOffer
}

// SignOffer is a step of signing off that the reader may take; with a Reason its button says why it does not work.
type SignOffer struct {
	Act    reform.CompletionAct
	Reason string
}

// tick is one deliverable and what stands for it.
type tick struct {
	name     string
	evidence []reform.Evidence
}

// ticks are the deliverables of the task, each with its evidence in the newest completion report.
func (v Show) ticks() []tick {
	ticks := make([]tick, 0, reform.DeliverablesMost)
	for _, name := range v.Task.Deliverables() {
		ticks = append(ticks, tick{name, v.evidenceOf(name)})
	}
	return ticks
}

func (v Show) evidenceOf(deliverable string) []reform.Evidence {
	return slices.DeleteFunc(slices.Clone(v.Completion.Evidence), func(e reform.Evidence) bool { return e.Deliverable != deliverable })
}

// tickCount is "1/2".
func tickCount(ticks []tick) string {
	done := 0
	for _, t := range ticks {
		if len(t.evidence) > 0 {
			done++
		}
	}
	return strconv.Itoa(done) + "/" + strconv.Itoa(len(ticks))
}

// signButtons are the reader's steps of signing off; the first is the page's main button where no other is.
func (v Show) signButtons(other bool) []ui.Button {
	var buttons []ui.Button
	for _, offer := range v.Completion.Offers {
		button := ui.Button{
			Label: offer.Act.Label(), Reason: offer.Reason, Href: paths.ToSignOffAct(v.Completion.Report.ID, string(offer.Act)),
		}
		if offer.Act == reform.CompletionReturn {
			button.Label = "Trả lại báo cáo"
		} else if offer.Reason == "" && !other {
			button.Look = ui.Primary
		}
		buttons = append(buttons, button)
	}
	return buttons
}

// approvals are those acts on completion reports that leave the task where it is: the others are told with the task's own.
func approvals(acts []reform.AuditEvent) []reform.AuditEvent {
	return slices.DeleteFunc(slices.Clone(acts), func(e reform.AuditEvent) bool {
		return e.Action != string(policy.ReportApprove) || changed(e, "state").To != string(reform.ReportApproved)
	})
}

// Reopening is a completion that did not last.
type Reopening struct {
	CompletedOn calendar.Date
	ReopenedOn  calendar.Date
	Reason      string
}

// Reopenings returns the completions that were taken back, the first one first.
func Reopenings(events []reform.AuditEvent) []Reopening {
	var out []Reopening
	for _, e := range slices.Backward(events) {
		if e.Action != string(policy.TaskReopen) {
			continue
		}
		completed, _ := calendar.Parse(changed(e, "completed_on").From)
		out = append(out, Reopening{CompletedOn: completed, ReopenedOn: calendar.DateOf(e.At), Reason: e.Note})
	}
	return out
}

// sentence is "Hoàn thành lần đầu ngày 20/11/2026, mở lại ngày 23/11/2026 vì “Có kiến nghị.”".
func (r Reopening) sentence(first bool) string {
	text := "Hoàn thành"
	if first {
		text = "Hoàn thành lần đầu"
	}
	return text + named(" ngày ", dateText(r.CompletedOn)) + ", mở lại ngày " + r.ReopenedOn.Vietnamese() + " vì “" + r.Reason + "”"
}
