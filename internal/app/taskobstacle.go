package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// Blocked is what is known of what blocks a task.
type Blocked struct {
	Obstacles []reform.Obstacle // those not over first, then the newest
	Steps     []reform.AuditEvent
}

// obstaclesMost is how many obstacles of one task a page reads.
const obstaclesMost = 50

// obstacles reads the obstacles of a task that ever had any; an ordinary task costs nothing more.
func (p *TaskPage) obstacles(ctx context.Context, scope policy.Scope) []func(postgres.Reader) error {
	if !p.Task.BlockedOnce {
		return nil
	}
	return []func(postgres.Reader) error{
		func(r postgres.Reader) (err error) {
			p.Obstacles, err = r.TaskObstacles(ctx, scope, p.Task.ID, obstaclesMost)
			return
		},
		func(r postgres.Reader) (err error) {
			p.Blocked.Steps, err = r.ObstacleAudit(ctx, scope, p.Task.ID, TimelineLength)
			return
		},
	}
}

// mayRaise reports whether an obstacle is the actor's to raise on the task while it is open, and why not now.
func mayRaise(who policy.Actor, task reform.Task) (offered bool, barred string) {
	if !task.State.Open() || !allowed(who, policy.ObstacleRaise, raisedOn(task)) {
		return false, ""
	}
	return true, fault.Sentence(task.Blockable())
}
