package app

import (
	"context"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// SignOff asks for one step of signing off a completion report.
type SignOff struct {
	Report int64
	Act    reform.CompletionAct
	Seen   int // the version of the report that was seen
	Note   string
}

// SignOff takes the step, and with it the step of the task that follows from it, in one transaction; it returns the task's
// code. Sending a report has a deed of its own.
func (a *App) SignOff(ctx context.Context, who policy.Actor, in SignOff) (string, error) {
	if in.Act == reform.CompletionSubmit {
		return "", fault.New(fault.Invalid, "Gửi hoàn thành cần kết quả và sản phẩm: mở trang Gửi hoàn thành của nhiệm vụ.")
	}
	var task reform.Task
	err := a.DB.Write(ctx, func(tx *postgres.Tx) (err error) {
		scope := policy.See(who, policy.TaskRead)
		if task, err = tx.LockReportedTask(ctx, scope, in.Report); err != nil {
			return err
		}
		report, err := tx.LockCompletion(ctx, scope, in.Report)
		if err != nil {
			return err
		}
		step, err := reform.CompletionFlow.Next(report.State, in.Act)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, step.Needs, report.Subject(task))
		if err != nil {
			return err
		}
		move, err := report.SignOff(step, who.Person, in.Seen, in.Note, tx.Now)
		if err != nil {
			return err
		}
		if err := tx.MoveReport(ctx, grant, move, task.Code); err != nil {
			return err
		}
		return follow(ctx, tx, who, task, in)
	})
	return task.Code, err
}

// follow takes the step of the task that goes with the act.
func follow(ctx context.Context, tx *postgres.Tx, who policy.Actor, task reform.Task, in SignOff) error {
	act := in.Act.OnTask()
	if act == "" {
		return nil
	}
	step, err := reform.TaskFlow.Next(task.State, act)
	if err != nil {
		return err
	}
	grant, err := policy.Allow(who, step.Needs, task.Subject())
	if err != nil {
		return err
	}
	move, err := task.Take(step, who.Person, task.Version, in.Note, calendarDay(tx))
	if err != nil {
		return err
	}
	return moveTask(ctx, tx, grant, move)
}

// SignedOff is what came of one report among several.
type SignedOff struct {
	Report int64
	Code   string // the task's; "" when the report was not found
	Err    error  // why it was not signed off; nil when it was
}

// SignOffEach takes the same step of each report in a transaction of its own, so that one that is refused keeps no other back.
func (a *App) SignOffEach(ctx context.Context, who policy.Actor, each []SignOff) []SignedOff {
	out := make([]SignedOff, 0, len(each))
	for _, in := range each {
		code, err := a.SignOff(ctx, who, in)
		out = append(out, SignedOff{Report: in.Report, Code: code, Err: err})
	}
	return out
}

// CompletionOffer is a step of signing off that the actor may take now, or would but for the reason.
type CompletionOffer struct {
	Act    reform.CompletionAct
	Note   bool
	Reason string // why not now; "" when the button works
}

// CompletionOffers returns the steps out of the report's state that the actor may take; a step barred only because the actor
// wrote what it signs off is offered with the reason.
func CompletionOffers(who policy.Actor, task reform.Task, report reform.Report) []CompletionOffer {
	var offers []CompletionOffer
	for _, step := range reform.CompletionFlow.Out(report.State) {
		if reason, offered := barred(who, step.Needs, report.Subject(task)); offered {
			offers = append(offers, CompletionOffer{Act: step.Act, Note: step.Note, Reason: reason})
		}
	}
	return offers
}

// barred reports whether the action is to be offered on the subject, and the reason why it does not work where the actor may
// not take it only because of having written it.
func barred(who policy.Actor, action policy.Action, subject policy.Subject) (reason string, offered bool) {
	_, err := policy.Allow(who, action, subject)
	if err == nil {
		return "", true
	}
	subject.Author, subject.WrittenFor = 0, 0
	_, other := policy.Allow(who, action, subject)
	return fault.Sentence(err), other == nil
}
