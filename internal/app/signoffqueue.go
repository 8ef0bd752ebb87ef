package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// SignOffQueue is one page of completion reports that wait for the actor, each with its evidence.
type SignOffQueue struct {
	Lines      []reform.SignOffLine
	Evidence   map[int64][]reform.Evidence // by report
	Total      int                         // one past reform.CountLimit: more
	Page       int                         // the page shown: the last one where a later one was asked for
	Extensions int                         // requests for an extension that wait in the actor's reach to be signed
}

// ToApprove reads a page of what waits for the actor to approve.
func (a *App) ToApprove(ctx context.Context, who policy.Actor, page int) (SignOffQueue, error) {
	scope := policy.See(who, policy.ReportApprove)
	total, err := a.DB.CountToApprove(ctx, scope, who)
	if err != nil {
		return SignOffQueue{}, err
	}
	queue := SignOffQueue{Total: total, Page: max(min(page, reform.QueuePages(total)), 1)}
	if queue.Lines, err = a.DB.ToApprove(ctx, scope, who, queue.Page); err != nil {
		return queue, err
	}
	if queue.Extensions, err = a.DB.CountExtensions(ctx, policy.See(who, policy.ExtensionSign), reform.ExtensionsToSign); err != nil {
		return queue, err
	}
	return queue, a.proofs(ctx, who, &queue)
}

// ToVerify reads a page of what waits for the Office to accept.
func (a *App) ToVerify(ctx context.Context, who policy.Actor, page int) (SignOffQueue, error) {
	scope := policy.See(who, policy.ReportAccept)
	total, err := a.DB.CountToVerify(ctx, scope, who)
	if err != nil {
		return SignOffQueue{}, err
	}
	queue := SignOffQueue{Total: total, Page: max(min(page, reform.QueuePages(total)), 1)}
	if queue.Lines, err = a.DB.ToVerify(ctx, scope, who, queue.Page); err != nil {
		return queue, err
	}
	return queue, a.proofs(ctx, who, &queue)
}

// proofs reads what stands for the deliverables of the page's reports, in one statement.
func (a *App) proofs(ctx context.Context, who policy.Actor, queue *SignOffQueue) error {
	ids := make([]int64, 0, len(queue.Lines))
	for _, line := range queue.Lines {
		ids = append(ids, line.ID)
	}
	all, err := a.DB.Evidence(ctx, policy.See(who, policy.TaskRead), ids)
	queue.Evidence = map[int64][]reform.Evidence{}
	for _, evidence := range all {
		queue.Evidence[evidence.ReportID] = append(queue.Evidence[evidence.ReportID], evidence)
	}
	return err
}
