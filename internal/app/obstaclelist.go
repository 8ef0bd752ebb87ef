package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ObstacleList is one page of a group of obstacles, with how many there are in each group (one past reform.CountLimit: more).
type ObstacleList struct {
	Groups     []reform.ObstacleGroup
	Counts     map[reform.ObstacleGroup]int
	Filter     reform.ObstacleFilter // its group is one of Groups, its page the one shown
	Lines      []reform.ObstacleLine
	Remainders map[int64][]reform.Remainder // by card, in the group of what is decided and not done
	Last       calendar.Date                // when one last came to an empty group
	Units      []reform.Unit                // to filter by; none for who reads those of one unit
	Days       calendar.Days
	Chosen     *ObstaclePage // the one opened beside the list; nil for none
	MayWatch   bool          // how long obstacles wait
}

// ObstacleList reads a page of the group's obstacles in the actor's reach, and the one with the code beside it where there is
// such a one.
func (a *App) ObstacleList(ctx context.Context, who policy.Actor, f reform.ObstacleFilter, code string) (ObstacleList, error) {
	list := ObstacleList{Groups: reform.ObstacleGroups(who), MayWatch: who.Reach(policy.UnitWatch) > policy.Nothing}
	f.Group, f.Today = f.Group.Among(list.Groups), a.Today()
	choices, err := a.filterChoices(ctx, who)
	if err != nil {
		return list, err
	}
	if who.Reach(policy.TaskRead) > policy.Unit {
		list.Units = choices.Units
	}
	if err := a.countObstacles(ctx, who, f, &list); err != nil {
		return list, err
	}
	list.Filter = f.Within(list.Counts[f.Group])
	return list, inOrder(
		func() (err error) { list.Days, err = a.Days(ctx); return },
		func() error { return a.obstacleLines(ctx, who, &list) },
		func() error { return a.chosen(ctx, who, code, &list) },
	)
}

func (a *App) countObstacles(ctx context.Context, who policy.Actor, f reform.ObstacleFilter, list *ObstacleList) error {
	scope := policy.See(who, policy.TaskRead)
	var live []reform.ObstacleCount
	var ended int
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { live, err = r.LiveObstacles(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { ended, err = r.EndedObstacles(ctx, scope, f); return },
	)
	in := map[reform.ObstacleState]int{}
	for _, count := range live {
		in[count.State] = count.N
	}
	list.Counts = map[reform.ObstacleGroup]int{reform.ObstaclesEnded: ended}
	for _, group := range list.Groups {
		for _, state := range group.States() {
			list.Counts[group] += in[state]
		}
	}
	return err
}

// obstacleLines reads the rows of the list's page, or, where there are none, when there last was one.
func (a *App) obstacleLines(ctx context.Context, who policy.Actor, list *ObstacleList) error {
	scope := policy.See(who, policy.TaskRead)
	if list.Counts[list.Filter.Group] == 0 {
		last, err := a.DB.LastObstacle(ctx, scope, list.Filter.Group.States())
		if err != nil && fault.KindOf(err) == fault.NotFound {
			return nil
		}
		list.Last = calendar.DateOf(last)
		return err
	}
	var err error
	list.Lines, err = a.DB.ObstacleLines(ctx, scope, who, list.Filter)
	if err != nil || list.Filter.Group != reform.ObstaclesAfter {
		return err
	}
	var cards []int64
	for _, line := range list.Lines {
		if line.CardID != 0 {
			cards = append(cards, line.CardID)
		}
	}
	rest, err := a.DB.Remainders(ctx, scope, cards)
	list.Remainders = map[int64][]reform.Remainder{}
	for _, r := range rest {
		list.Remainders[r.CardID] = append(list.Remainders[r.CardID], r)
	}
	return err
}

// chosen reads the obstacle that is opened beside the list; one out of reach leaves the list alone.
func (a *App) chosen(ctx context.Context, who policy.Actor, code string, list *ObstacleList) error {
	if code == "" {
		return nil
	}
	page, err := a.ObstaclePage(ctx, who, code)
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return nil
	}
	list.Chosen = &page
	return err
}

// waitingMost is how far the menu counts.
const waitingMost = 100

// waitingKey is whom the obstacles wait for, and as what.
type waitingKey struct {
	person, standsFor            int64
	receives, confirms, everyday policy.Reach
}

// WaitingObstacles returns how many obstacles wait for the actor to do something, one past waitingMost at most.
func (a *App) WaitingObstacles(ctx context.Context, who policy.Actor) (int, error) {
	key := waitingKey{who.Person, who.For, who.Reach(policy.ObstacleReceive), who.Reach(policy.ObstacleConfirm), who.Reach(policy.TaskRead)}
	return a.waiting.get(a, key, func() (int, error) { return a.DB.WaitingObstacles(ctx, who, waitingMost) })
}
