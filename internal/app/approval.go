package app

import (
	"context"

	"cchc/internal/calendar"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ApprovalList is what waits for a leader or the Office's chief.
type ApprovalList struct {
	Waiting    []reform.Approval // what waits longest first
	Total      int               // one past waitingMost: more
	Days       calendar.Days
	MayApprove bool // reports that heads wrote
}

// ApprovalList reads what waits for the actor to decide, grant, sign or confirm, in one list; a forbidden fault for who is neither a leader
// nor the Office's chief.
func (a *App) ApprovalList(ctx context.Context, who policy.Actor) (ApprovalList, error) {
	list := ApprovalList{MayApprove: leads(who)}
	if who.Reach(policy.ApprovalRead) == policy.Nothing {
		_, err := policy.Allow(who, policy.ApprovalRead, policy.Subject{})
		return list, err
	}
	by, err := a.approver(ctx, who)
	if err != nil {
		return list, err
	}
	return list, inOrder(
		func() (err error) {
			list.Waiting, err = a.DB.Approvals(ctx, policy.See(who, policy.TaskRead), by)
			return
		},
		func() (err error) { list.Total, err = a.WaitingApprovals(ctx, who); return },
		func() (err error) { list.Days, err = a.Days(ctx); return },
	)
}

// leads reports whether things wait for the actor as for a leader.
func leads(who policy.Actor) bool { return who.Reach(policy.ObstacleDecide) > policy.Nothing }

// approver returns as whom the actor is looked for; a leader may grant any number of extensions.
func (a *App) approver(ctx context.Context, who policy.Actor) (postgres.Approver, error) {
	by := postgres.Approver{Who: who, Leads: leads(who)}
	if by.Leads {
		return by, nil
	}
	setting, err := a.DB.Setting(ctx, reform.SettingExtensions)
	by.Extensions = setting.Number()
	return by, err
}

// WaitingApprovals returns how many things wait for the actor, one past waitingMost at most; none for who is neither a leader nor the
// Office's chief.
func (a *App) WaitingApprovals(ctx context.Context, who policy.Actor) (int, error) {
	if who.Reach(policy.ApprovalRead) == policy.Nothing {
		return 0, nil
	}
	return a.approvals.get(a, [2]int64{who.Person, who.For}, func() (int, error) {
		by, err := a.approver(ctx, who)
		if err != nil {
			return 0, err
		}
		return a.DB.CountApprovals(ctx, policy.See(who, policy.TaskRead), by, waitingMost)
	})
}
