package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// completion reads what stands for the deliverables and who signed off, where the task was ever sent as complete.
func (p *TaskPage) completion(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	if !p.Task.Sent {
		return nil
	}
	return []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) { p.Evidence, err = r.TaskEvidence(ctx, scope, p.Task.ID); return },
	}
}

// divide keeps what was done to completion reports apart from the other acts.
func (p *TaskPage) divide(events []reform.AuditEvent) {
	for _, event := range events {
		if event.ObjectKind == string(policy.Report) {
			p.SignOffs = append(p.SignOffs, event)
		} else {
			p.Events = append(p.Events, event)
		}
	}
}

// Completion returns the newest completion report among those of the page, and what the actor may do with it; false when
// none was sent.
func (p *TaskPage) Completion(who policy.Actor) (reform.Report, []CompletionOffer, bool) {
	for _, report := range p.Reports {
		if report.Kind == reform.ReportCompletion {
			return report, CompletionOffers(who, p.Task, report), true
		}
	}
	return reform.Report{}, nil, false
}
