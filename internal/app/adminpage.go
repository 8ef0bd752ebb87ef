package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// PeopleList is one page of the accounts.
type PeopleList struct {
	People []reform.Person
	Total  int
	Units  []reform.Unit
}

// PeopleList reads a page of the accounts for an administrator.
func (a *App) PeopleList(ctx context.Context, who policy.Actor, f reform.PeopleFilter) (PeopleList, error) {
	var list PeopleList
	if _, err := policy.Allow(who, policy.PersonManage, policy.Subject{Kind: policy.Person}); err != nil {
		return list, err
	}
	err := inOrder(
		func() (err error) { list.People, err = a.DB.People(ctx, f); return },
		func() (err error) { list.Total, err = a.DB.CountPeople(ctx, f); return },
		func() (err error) { list.Units, err = a.DB.Units(ctx); return },
	)
	return list, err
}

// Person reads one account for an administrator, or one's own.
func (a *App) Person(ctx context.Context, who policy.Actor, id int64) (reform.Person, error) {
	person, err := a.DB.Person(ctx, id)
	if err != nil || id == who.Person {
		return person, err
	}
	_, err = policy.Allow(who, policy.PersonManage, person.Subject())
	return person, err
}

// AuditLog is one page of the audit log.
type AuditLog struct {
	Events []reform.AuditEvent
	Total  int
}

// AuditLog reads a page of the audit log.
func (a *App) AuditLog(ctx context.Context, who policy.Actor, f reform.AuditFilter) (AuditLog, error) {
	scope := policy.See(who, policy.AuditRead)
	var log AuditLog
	err := inOrder(
		func() (err error) { log.Events, err = a.DB.AuditEvents(ctx, scope, f); return },
		func() (err error) { log.Total, err = a.DB.CountAuditEvents(ctx, scope, f); return },
	)
	return log, err
}
