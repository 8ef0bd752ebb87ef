package app

import (
	"context"
	"errors"
	"time"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// Message is what leaves the portal to one person on one channel.
type Message = reform.Message

// deliveryHeld is how soon a delivery is looked at again that another process has in hand.
const deliveryHeld = time.Minute

// Deliver hands the delivery over by send, as the portal itself, and notes what became of it in the transaction that holds it: of
// two processes one sends. An instant that is not zero says when to come again: it is quiet now, or another process is at it. An
// error says that the attempt failed and another may help; nil that nothing is left to do.
func (a *App) Deliver(ctx context.Context, id int64, send func(context.Context, Message) error) (again time.Time, err error) {
	quiet, err := a.quiet(ctx)
	if err != nil {
		return again, err
	}
	who, failed := policy.SystemActor(), error(nil)
	scope := policy.See(who, policy.DeliverySend)
	err = a.DB.Write(ctx, func(tx *postgres.Tx) error {
		out, err := tx.LockDelivery(ctx, scope, id)
		if err != nil && fault.KindOf(err) == fault.NotFound {
			again, err = heldElsewhere(ctx, tx, scope, id)
			return err
		}
		if err != nil {
			return err
		}
		if opening := quiet.Opening(tx.Now); opening.After(tx.Now) {
			again = opening
			return nil
		}
		grant, err := policy.Allow(who, policy.DeliverySend, out.Subject())
		if err != nil {
			return err
		}
		next, err := a.handOver(ctx, tx, scope, out, send)
		if err != nil {
			return err
		}
		if next.State == reform.DeliveryWaiting {
			failed = errors.New(next.Cause.Label() + ": " + next.Error)
		}
		return tx.NoteDelivery(ctx, grant, next)
	})
	if err == nil {
		err = failed
	}
	return again, err
}

// heldElsewhere says when to look again at a delivery that could not be locked: never where it waits no more.
func heldElsewhere(ctx context.Context, tx *postgres.Tx, scope policy.Scope, id int64) (again time.Time, err error) {
	waits, err := tx.DeliveryWaits(ctx, scope, id)
	if waits {
		again = tx.Now.Add(deliveryHeld)
	}
	return again, err
}

// handOver makes the message, has it sent and returns what became of the delivery.
func (a *App) handOver(ctx context.Context, tx *postgres.Tx, scope policy.Scope, out reform.Outgoing, send func(context.Context, Message) error) (reform.Delivery, error) {
	if !out.Active {
		return out.Voided(), nil
	}
	if failure, barred := out.Barred(a.DB.Channels()); barred {
		return out.Failed(tx.Now, failure), nil
	}
	notices, err := tx.DeliveryNotices(ctx, scope, out.ID)
	if err != nil || len(notices) == 0 {
		return out.Voided(), err
	}
	total, err := tx.CountDeliveryNotices(ctx, scope, out.ID)
	if err != nil {
		return out.Delivery, err
	}
	if err := send(ctx, out.Message(tx.Now, notices, total-len(notices))); err != nil {
		return out.Failed(tx.Now, reform.FailureOf(err)), nil
	}
	return out.Sent(tx.Now), nil
}

// quiet reads when nothing leaves the portal.
func (a *App) quiet(ctx context.Context) (reform.Quiet, error) {
	days, err := a.Days(ctx)
	if err != nil {
		return reform.Quiet{}, err
	}
	settings, err := a.DB.Settings(ctx)
	return reform.QuietOf(settings, days), err
}

// GiveUpDelivery notes, as the portal itself, that the delivery is tried no more; the words are said where no attempt left any.
// Of one that waits no more it changes nothing.
func (a *App) GiveUpDelivery(ctx context.Context, id int64, words string) error {
	who := policy.SystemActor()
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		d, err := tx.LockOneDelivery(ctx, policy.See(who, policy.DeliverySend), id)
		if err != nil || d.State != reform.DeliveryWaiting {
			return err
		}
		grant, err := policy.Allow(who, policy.DeliverySend, d.Subject())
		if err != nil {
			return err
		}
		failure := reform.FailureOf(&reform.Failure{Cause: reform.FailLeft, Detail: words})
		return tx.NoteDelivery(ctx, grant, d.GivenUp(tx.Now, failure))
	})
}

// MakeDigests sets off, as the portal itself and from the morning of a working day, one message to each person and channel with
// what they hear of once a day. It may run as often as it likes and in several programs at once: who has a digest of the day gets no
// other.
func (a *App) MakeDigests(ctx context.Context) error {
	today := a.Today()
	if len(a.DB.Channels()) == 0 || a.Clock().Before(today.Start().Add(reform.DigestTime)) {
		return nil
	}
	days, err := a.Days(ctx)
	if err != nil || !days.IsWorking(today) {
		return err
	}
	grant, err := policy.Allow(policy.SystemActor(), policy.DeliverySend, policy.Subject{Kind: policy.Delivery})
	if err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error { return tx.MakeDigests(ctx, grant, today) })
}
