package app

import (
	"context"
	"slices"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// DeliveryList is one page of what left the portal or could not.
type DeliveryList struct {
	Deliveries []reform.DeliveryLine
	Dead       []reform.DeadCause // how much could not be delivered, by cause
	Channels   []reform.Channel   // that lead somewhere from this portal
	Total      int                // one past reform.CountLimit: more
	Page       int                // the page shown: the last one where a later one was asked for
}

// Deliveries reads a page of what left the portal, for whoever watches over it.
func (a *App) Deliveries(ctx context.Context, who policy.Actor, f reform.DeliveryFilter) (DeliveryList, error) {
	scope := policy.See(who, policy.PortalWatch)
	f.Page = max(f.Page, 1)
	list := DeliveryList{Channels: a.DB.Channels(), Page: f.Page}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { list.Total, err = r.CountDeliveries(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { list.Deliveries, err = r.Deliveries(ctx, scope, f); return },
		func(r postgres.Reader) (err error) { list.Dead, err = r.DeadCauses(ctx, scope); return },
	)
	if last := reform.LastPage(list.Total); err == nil && list.Page > last {
		list.Page, f.Page = last, last
		list.Deliveries, err = a.DB.Deliveries(ctx, scope, f)
	}
	return list, err
}

// ResendDelivery has a delivery that was given up tried again, over the version that was seen.
func (a *App) ResendDelivery(ctx context.Context, who policy.Actor, id int64, seen int) error {
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		d, err := tx.LockOneDelivery(ctx, policy.See(who, policy.PortalWatch), id)
		if err != nil {
			return err
		}
		if d.State != reform.DeliveryDead {
			return fault.New(fault.Conflict, "Thông báo này không còn ở trạng thái không gửi được: "+d.State.Label()+".")
		}
		d.Version = seen
		return resend(ctx, tx, who, d)
	})
}

func resend(ctx context.Context, tx *postgres.Tx, who policy.Actor, d reform.Delivery) error {
	grant, err := policy.Allow(who, policy.PortalWatch, d.Subject())
	if err != nil {
		return err
	}
	return tx.ResendDelivery(ctx, grant, d)
}

// resendMost is how many deliveries are sent again in one go; the rest waits for the next.
const resendMost = 300

// ResendDeliveries has those tried again that could not be delivered on the channel for the cause, and returns how many.
func (a *App) ResendDeliveries(ctx context.Context, who policy.Actor, of reform.DeadCause) (int, error) {
	if !slices.Contains(reform.FailCauses(), of.Cause) || of.Channel.Label() == "" {
		return 0, fault.New(fault.Invalid, "Chọn kênh và nguyên nhân có trong danh sách.")
	}
	count := 0
	return count, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		dead, err := tx.LockDeadDeliveries(ctx, policy.See(who, policy.PortalWatch), of, resendMost)
		if err != nil {
			return err
		}
		for _, d := range dead {
			if err := resend(ctx, tx, who, d); err != nil {
				return err
			}
		}
		count = len(dead)
		return nil
	})
}
