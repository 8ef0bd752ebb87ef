package app_test

import (
	"testing"

	"cchc/internal/fixture/small"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

func TestObstacleComesToEveryStateOfItsWay(t *testing.T) {
	t.Parallel()
	d := small.Build(t)
	for _, state := range []reform.ObstacleState{
		reform.ObstacleSubmitted, reform.ObstacleReturned, reform.ObstacleWithdrawn, reform.ObstacleConfirmed, reform.ObstacleReceived,
		reform.ObstacleAsked, reform.ObstacleResolved, reform.ObstacleClosed,
	} {
		obstacle := d.Obstacle(state, d.InProgress(d.Science), d.Science)
		steps, err := d.DB.ObstacleSteps(t.Context(), policy.See(d.Clerk.Actor, policy.TaskRead), obstacle.ID, 50)
		if err != nil || obstacle.State != state || len(steps) == 0 || steps[len(steps)-1].State != state {
			t.Errorf("%s: it is %s after %+v (%v)", state, obstacle.State, steps, err)
		}
		for i, step := range steps {
			if last := i == len(steps)-1; last != (step.LeftAt == nil) {
				t.Errorf("%s: step %d was left at %v", state, i, step.LeftAt)
			}
		}
	}
}
