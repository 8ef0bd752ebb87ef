package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// ApprovalList is what waits for a leader.
type ApprovalList struct {
	Waiting []reform.Approval // what waits longest first
	Total   int               // one past waitingMost: more
	Days    calendar.Days
}

// ApprovalList reads what waits for the actor to decide, grant, sign or confirm, in one list; a forbidden fault for who is no leader.
func (a *App) ApprovalList(ctx context.Context, who policy.Actor) (ApprovalList, error) {
	var list ApprovalList
	if !leads(who) {
		_, err := policy.Allow(who, policy.ObstacleDecide, policy.Subject{Kind: policy.Card})
		return list, err
	}
	return list, inOrder(
		func() (err error) {
			list.Waiting, err = a.DB.Approvals(ctx, policy.See(who, policy.TaskRead), who)
			return
		},
		func() (err error) { list.Total, err = a.WaitingApprovals(ctx, who); return },
		func() (err error) { list.Days, err = a.Days(ctx); return },
	)
}

// leads reports whether things wait for the actor as for a leader.
func leads(who policy.Actor) bool { return who.Reach(policy.ObstacleDecide) > policy.Nothing }

// WaitingApprovals returns how many things wait for the actor, one past waitingMost at most; none for who is no leader.
func (a *App) WaitingApprovals(ctx context.Context, who policy.Actor) (int, error) {
	if !leads(who) {
		return 0, nil
	}
	return a.approvals.get(a, [2]int64{who.Person, who.For}, func() (int, error) {
		return a.DB.CountApprovals(ctx, policy.See(who, policy.TaskRead), who, waitingMost)
	})
}
