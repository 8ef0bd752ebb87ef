package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// peopleWaitedFor is how many people and units the page of waits names at most.
const peopleWaitedFor = 200

// ObstacleWaits is how long obstacles waited, by step and by person.
type ObstacleWaits struct {
	Period reform.WaitPeriod
	Steps  []reform.StepWait // every state with a clock, in the order of the way
	People []reform.PersonWait
}

// ObstacleWaits reads how long obstacles of the units that the actor watches waited, of the waits that began in the period under
// the key.
func (a *App) ObstacleWaits(ctx context.Context, who policy.Actor, key string) (ObstacleWaits, error) {
	today, scope := a.Today(), policy.See(who, policy.UnitWatch)
	waits := ObstacleWaits{Period: reform.WaitPeriodOf(key, today)}
	filter := reform.WaitFilter{Period: waits.Period.Period, Today: today}
	var err error
	if filter.Days, err = a.DB.WorkingDays(ctx, filter.Period.From, today); err != nil {
		return waits, err
	}
	var found []reform.StepWait
	err = a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { found, err = r.StepWaits(ctx, scope, filter); return },
		func(r postgres.Reader) (err error) {
			waits.People, err = r.PersonWaits(ctx, scope, filter, peopleWaitedFor)
			return
		},
	)
	waits.Steps = everyStep(found)
	return waits, err
}

// everyStep puts the waits in the order of the way, with none for the states in which nothing waited.
func everyStep(found []reform.StepWait) []reform.StepWait {
	steps := make([]reform.StepWait, 0, len(found))
	for _, state := range reform.ClockedStates() {
		step := reform.StepWait{State: state}
		for _, known := range found {
			if known.State == state {
				step = known
			}
		}
		steps = append(steps, step)
	}
	return steps
}
