package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// nameless are what a page shows of a task's life, with numbers where the names of people and units belong.
type nameless struct{ people, units []blank[int64, string] }

func (n *nameless) person(id int64, name *string) {
	if id != 0 {
		n.people = append(n.people, blank[int64, string]{id, name})
	}
}

func (n *nameless) reports(reports []reform.Report) {
	for i := range reports {
		r := &reports[i]
		n.person(r.AuthorID, &r.Author)
		n.person(r.ForID, &r.For)
	}
}

func (n *nameless) acts(events []reform.AuditEvent) {
	for i := range events {
		e := &events[i]
		if e.Actor = ""; e.ActorID == 0 {
			e.Actor = policy.SystemActor().Name
		}
		n.person(e.ActorID, &e.Actor)
		n.person(e.ForID, &e.For)
	}
}

func (n *nameless) past(past []reform.TaskPast) {
	for i := range past {
		p := &past[i]
		n.person(p.OfficerID, &p.Officer)
		if p.LeadUnitID != 0 {
			n.units = append(n.units, blank[int64, string]{p.LeadUnitID, &p.LeadUnit})
		}
	}
}

// name writes the names in: the same few are asked for by page after page.
func (a *App) name(ctx context.Context, n nameless) error {
	err := a.people.fill(a, n.people, func(ids []int64) (map[int64]string, error) { return a.DB.PersonNames(ctx, ids) })
	if err != nil {
		return err
	}
	return a.units.fill(a, n.units, func(ids []int64) (map[int64]string, error) { return a.DB.UnitNames(ctx, ids) })
}
