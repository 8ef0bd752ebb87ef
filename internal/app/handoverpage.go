package app

import (
	"context"
	"slices"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// HandOverPage is everything one person holds, as far as the actor may hand it over.
type HandOverPage struct {
	Person     reform.Person
	Tasks      []reform.TaskLine // the first of them
	Total      int               // of the tasks in reach
	Elsewhere  int               // open tasks of theirs that lie out of the actor's reach
	Followed   int               // open tasks that the person follows, for who may say who follows them
	Drafts     []reform.HeldDraft
	Deputies   []reform.Deputy
	Waiting    []reform.Waiting // for the person as the only head of their unit
	Successors []reform.Person
	MayName    bool // the actor may name deputies
}

// HandOverPage reads what the person holds; a person out of reach is not found.
func (a *App) HandOverPage(ctx context.Context, who policy.Actor, id int64) (HandOverPage, error) {
	person, _, err := handsOver(ctx, a.DB.Reader, who, id)
	if err != nil {
		return HandOverPage{}, err
	}
	page := HandOverPage{Person: person, MayName: who.Reach(policy.DeputyName) > policy.Nothing}
	scope := policy.See(who, policy.TaskRead)
	held := reform.TaskFilter{Officer: id, Open: true, Today: a.Today()}
	var people []reform.Person
	err = inOrder(
		func() (err error) { page.Tasks, err = a.DB.Tasks(ctx, scope, held); return },
		func() (err error) { page.Total, err = a.DB.CountTasks(ctx, scope, held); return },
		func() (err error) { page.Elsewhere, err = a.DB.HeldTasks(ctx, id); return },
		func() (err error) {
			if who.Reach(policy.TaskFollow) == policy.All {
				page.Followed, err = a.DB.CountFollowed(ctx, scope, id)
			}
			return
		},
		func() (err error) { page.Drafts, err = a.DB.HeldDrafts(ctx, id); return },
		func() (err error) {
			page.Deputies, err = a.DB.HeldDeputies(ctx, policy.See(who, policy.WorkHandOver), id, a.Today())
			return
		},
		func() (err error) { people, err = a.DB.ActivePeople(ctx); return },
	)
	page.Elsewhere -= page.Total
	page.Successors = successors(who, person, people, page.Followed > 0)
	if err == nil && onlyHead(person, people) {
		page.Waiting, err = a.DB.WaitingForHead(ctx, scope, person.UnitID)
	}
	return page, err
}

// successors are those who may take over: for whoever names officers everywhere anybody, otherwise the actor's branch; also who takes no tasks
// but may follow them, where the person follows some.
func successors(who policy.Actor, person reform.Person, people []reform.Person, follows bool) []reform.Person {
	return slices.DeleteFunc(slices.Clone(people), func(p reform.Person) bool {
		inReach := who.Reach(policy.TaskNameOfficer) == policy.All || slices.Contains(who.Branch, p.UnitID)
		return p.ID == person.ID || !p.CanBeOfficer() && !(follows && p.Follows()) || !inReach
	})
}

// onlyHead reports whether nobody else heads the person's unit.
func onlyHead(person reform.Person, people []reform.Person) bool {
	heads := func(p reform.Person) bool {
		return p.ID != person.ID && p.UnitID == person.UnitID && slices.Contains(p.Roles, policy.Head)
	}
	return slices.Contains(person.Roles, policy.Head) && !slices.ContainsFunc(people, heads)
}
