package app

import (
	"context"
	"strconv"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// AuditLog is one page of the audit log, with the names of the units and people its changes keep by number.
type AuditLog struct {
	Events        []reform.AuditEvent
	Total         int // one past reform.CountLimit: more
	Page          int // the page shown: the last one where a later one was asked for
	Units         map[int64]string
	People        map[int64]string
	MayReadTasks  bool
	MayReadPapers bool // documents
}

// AuditLog reads a page of the audit log.
func (a *App) AuditLog(ctx context.Context, who policy.Actor, f reform.AuditFilter) (AuditLog, error) {
	scope := policy.See(who, policy.AuditRead)
	log := AuditLog{
		MayReadTasks:  who.Reach(policy.TaskRead) == policy.All,
		MayReadPapers: who.Reach(policy.DocumentRead) == policy.All,
	}
	err := inOrder(
		func() (err error) { log.Total, err = a.DB.CountAuditEvents(ctx, scope, f); return },
		func() (err error) {
			f.Page = min(f.Page, reform.LastPage(log.Total))
			log.Page = f.Page
			log.Events, err = a.DB.AuditEvents(ctx, scope, f)
			return
		},
		func() (err error) { log.Units, err = a.unitNames(ctx); return },
		func() (err error) { log.People, err = a.DB.PeopleNamed(ctx, officersIn(log.Events)); return },
	)
	return log, err
}

func (a *App) unitNames(ctx context.Context) (map[int64]string, error) {
	units, err := a.DB.Units(ctx)
	names := make(map[int64]string, len(units))
	for _, unit := range units {
		names[unit.ID] = unit.Name
	}
	return names, err
}

// officersIn returns the numbers of the people the events' changes speak of.
func officersIn(events []reform.AuditEvent) []int64 {
	var ids []int64
	for _, event := range events {
		for _, change := range event.Changes {
			if change.Field != "officer" {
				continue
			}
			for _, text := range []string{change.From, change.To} {
				if id, err := strconv.ParseInt(text, 10, 64); err == nil {
					ids = append(ids, id)
				}
			}
		}
	}
	return ids
}

// LastChange returns who changed the record last, for whom and when, to whoever may take the action on it.
func (a *App) LastChange(ctx context.Context, who policy.Actor, action policy.Action, subject policy.Subject) (reform.AuditEvent, error) {
	grant, err := policy.Allow(who, action, subject)
	if err != nil {
		return reform.AuditEvent{}, err
	}
	return a.DB.LastChange(ctx, grant)
}
