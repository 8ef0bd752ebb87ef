package app

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"cchc/internal/document"
	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// The secret of a calendar's address: so many random bytes, and how long it is as written.
const (
	secretBytes  = 32
	secretLength = 43
)

// feedNoted is how often it is kept at most that a calendar was read.
const feedNoted = time.Hour

// Feed returns the actor's own calendar feed; the zero value when they have none.
func (a *App) Feed(ctx context.Context, who policy.Actor) (reform.CalendarFeed, error) {
	feed, err := a.DB.Feed(ctx, policy.See(who, policy.FeedManage))
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return reform.CalendarFeed{}, nil
	}
	return feed, err
}

// MakeFeed gives the actor, also while they act for somebody else, a new address of their own calendar and returns its secret, which
// cannot be read again. An address they had before leads nowhere from then on.
func (a *App) MakeFeed(ctx context.Context, who policy.Actor, seen int) (string, error) {
	random := make([]byte, secretBytes)
	_, _ = rand.Read(random) // never fails
	secret := base64.RawURLEncoding.EncodeToString(random)
	return secret, a.onFeed(ctx, who, seen, func(tx *postgres.Tx, grant policy.Grant, feed reform.CalendarFeed) error {
		return tx.MakeFeed(ctx, grant, feed, hashOf(secret))
	})
}

// DropFeed switches the actor's own calendar off: its address leads nowhere from then on.
func (a *App) DropFeed(ctx context.Context, who policy.Actor, seen int) error {
	return a.onFeed(ctx, who, seen, func(tx *postgres.Tx, grant policy.Grant, feed reform.CalendarFeed) error {
		return tx.DropFeed(ctx, grant, feed)
	})
}

func (a *App) onFeed(ctx context.Context, who policy.Actor, seen int, deed func(*postgres.Tx, policy.Grant, reform.CalendarFeed) error) error {
	who.For, who.ForName = 0, ""
	feed := reform.CalendarFeed{PersonID: who.Person, Version: seen}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.FeedManage, feed.Subject())
		if err != nil {
			return err
		}
		return deed(tx, grant, feed)
	})
}

// ReadFeed returns the calendar of whoever the secret is of, as themselves and as they stand today; links says where each day leads.
// It is not found when the secret is nobody's, was revoked, or its account is closed.
func (a *App) ReadFeed(ctx context.Context, secret string, links func(reform.FeedEvent) string) ([]byte, error) {
	if len(secret) != secretLength {
		return nil, fault.New(fault.NotFound, "Không có lịch ở địa chỉ này.")
	}
	feed, err := a.DB.FeedUnder(ctx, hashOf(secret))
	if err != nil {
		return nil, err
	}
	who, err := a.DB.AccountActor(ctx, feed.PersonID, a.Today())
	if err != nil {
		return nil, err
	}
	since := a.Today().AddMonths(-reform.FeedMonths)
	events, err := a.DB.FeedEvents(ctx, policy.See(who, policy.TaskRead), feedReach(who), since, reform.FeedMost)
	if err != nil {
		return nil, err
	}
	var whole bytes.Buffer
	if err := document.WriteCalendar(&whole, document.Calendar{Owner: who.Name, Events: events, Links: links, Now: a.Clock()}); err != nil {
		return nil, err
	}
	return whole.Bytes(), a.noteFeedRead(ctx, who, feed)
}

// feedReach is whose days are in the actor's calendar.
func feedReach(who policy.Actor) postgres.FeedReach {
	reach := postgres.FeedReach{Person: who.Person, Unit: who.Unit}
	if who.Has(policy.Head) {
		reach.Led = []int64{who.Unit}
	}
	if allowed(who, policy.ShareAnswer, policy.Subject{Kind: policy.Share, Unit: who.Unit}) {
		reach.Answers = []int64{who.Unit}
	}
	return reach
}

func (a *App) noteFeedRead(ctx context.Context, who policy.Actor, feed reform.CalendarFeed) error {
	if feed.ReadAt != nil && a.Clock().Sub(*feed.ReadAt) < feedNoted {
		return nil
	}
	return a.DB.Write(ctx, func(tx *postgres.Tx) error {
		grant, err := policy.Allow(who, policy.FeedManage, feed.Subject())
		if err != nil {
			return err
		}
		return tx.NoteFeedRead(ctx, grant, feed, feedNoted)
	})
}

func hashOf(secret string) []byte {
	hash := sha256.Sum256([]byte(secret))
	return hash[:]
}
