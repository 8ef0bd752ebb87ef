package survival_test

import (
	"context"
	"maps"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/calendar"
	"cchc/internal/fixture/small"
	"cchc/internal/reform"
)

func init() { maps.Copy(deeds, deliveryDeeds) }

// deliveryDeeds are the deeds that take notices out of the portal.
var deliveryDeeds = map[string]prepared{
	"Deliver": func(t *testing.T, d *small.Department, a *app.App) func() error {
		id := leaving(t, d, a)
		return func() error { _, err := a.Deliver(t.Context(), id, handedOver); return err }
	},
	"GiveUpDelivery": func(t *testing.T, d *small.Department, a *app.App) func() error {
		id := leaving(t, d, a)
		return func() error { return a.GiveUpDelivery(t.Context(), id, "Bị ngắt.") }
	},
	"MakeDigests": func(t *testing.T, d *small.Department, a *app.App) func() error {
		leaving(t, d, a)
		d.Clock.Set(small.Noon.Add(24 * time.Hour))
		return func() error { return a.MakeDigests(t.Context()) }
	},
	"ChooseChannels": func(t *testing.T, d *small.Department, a *app.App) func() error {
		next := reform.Reachability{Phone: "0912345678", Version: 1, Choices: []reform.ChannelChoice{
			{Kind: reform.NoticeDue, Channel: reform.ChannelMail, Pace: reform.PaceOff},
		}}
		return func() error { return a.ChooseChannels(t.Context(), d.Colleague.Actor, next) }
	},
	"ResendDelivery": func(t *testing.T, d *small.Department, a *app.App) func() error {
		dead := givenUp(t, d, a)
		return func() error { return a.ResendDelivery(t.Context(), d.Admin.Actor, dead.ID, dead.Version) }
	},
	"ResendDeliveries": func(t *testing.T, d *small.Department, a *app.App) func() error {
		givenUp(t, d, a)
		return func() error {
			_, err := a.ResendDeliveries(t.Context(), d.Admin.Actor, reform.DeadCause{Channel: reform.ChannelMail, Cause: reform.FailLeft})
			return err
		}
	},
}

func handedOver(context.Context, app.Message) error { return nil }

// leaving returns the number of a delivery that waits to be sent: the clock of an obstacle ran out.
func leaving(t *testing.T, d *small.Department, a *app.App) int64 {
	t.Helper()
	for _, db := range []*app.App{d.App, a} {
		db.DB.DeliverBy(reform.ChannelMail)
	}
	if _, err := d.DB.Pool().Exec(t.Context(), `update person set email = username || '@example.gov.vn'`); err != nil {
		t.Fatal(err)
	}
	d.Obstacle(reform.ObstacleConfirmed, d.InProgress(d.Science), d.Science)
	d.Clock.Set(calendar.NewDate(2026, time.November, 26).Start().Add(9 * time.Hour))
	if err := d.App.TellLateObstacles(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := d.App.Deliveries(t.Context(), d.Admin.Actor, reform.DeliveryFilter{State: reform.DeliveryWaiting})
	if err != nil || len(list.Deliveries) == 0 {
		t.Fatal(list, err)
	}
	return list.Deliveries[0].ID
}

func givenUp(t *testing.T, d *small.Department, a *app.App) reform.DeliveryLine {
	t.Helper()
	if err := d.App.GiveUpDelivery(t.Context(), leaving(t, d, a), "Bị ngắt."); err != nil {
		t.Fatal(err)
	}
	list, err := d.App.Deliveries(t.Context(), d.Admin.Actor, reform.DeliveryFilter{State: reform.DeliveryDead})
	if err != nil || len(list.Deliveries) != 1 {
		t.Fatal(list, err)
	}
	return list.Deliveries[0]
}
