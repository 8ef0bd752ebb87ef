package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// ChannelPage is how a person is reached beside the portal, and which channels lead somewhere from it.
type ChannelPage struct {
	Now      reform.Reachability
	Channels []reform.Channel
}

// Channels reads how the actor is reached beside the portal: they themselves, also while they act for somebody else.
func (a *App) Channels(ctx context.Context, who policy.Actor) (ChannelPage, error) {
	now, err := a.DB.Reachability(ctx, policy.See(who, policy.ChannelChoose))
	return ChannelPage{Now: now, Channels: a.DB.Channels()}, err
}

// ChooseChannels writes how the actor wants to be reached over the version it was read at.
func (a *App) ChooseChannels(ctx context.Context, who policy.Actor, next reform.Reachability) error {
	if err := next.Check(); err != nil {
		return err
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		before, err := tx.Reachability(ctx, policy.See(who, policy.ChannelChoose))
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.ChannelChoose, before.Subject())
		if err != nil {
			return err
		}
		next.PersonID, next.Name = before.PersonID, before.Name
		return tx.ChooseChannels(ctx, grant, next, before.ChangesTo(next))
	})
}
