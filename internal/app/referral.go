package app

import (
	"context"

	"cchc/internal/policy"
	"cchc/internal/postgres"
	"cchc/internal/reform"
)

// RecordReferral asks to record what became of a letter to those above.
type RecordReferral struct {
	ID   int64
	Seen int
	reform.ReferralNote
}

// RecordReferral records that the letter was sent or answered, and returns it.
func (a *App) RecordReferral(ctx context.Context, who policy.Actor, in RecordReferral) (reform.Referral, error) {
	var letter reform.Referral
	return letter, a.DB.Write(ctx, func(tx *postgres.Tx) error {
		now, err := tx.LockReferral(ctx, policy.See(who, policy.TaskRead), in.ID)
		if err != nil {
			return err
		}
		grant, err := policy.Allow(who, policy.ReferralRecord, now.Subject())
		if err != nil {
			return err
		}
		if letter, err = now.Noted(in.ReferralNote, in.Seen, calendarDay(tx)); err != nil {
			return err
		}
		return tx.RecordReferral(ctx, grant, letter, now.ChangesTo(letter))
	})
}

// ReferralPage is one letter, and whether the actor may record what became of it.
type ReferralPage struct {
	Letter    reform.Referral
	MayRecord bool
}

// ReferralPage reads one letter; one of a card out of reach is not found.
func (a *App) ReferralPage(ctx context.Context, who policy.Actor, id int64) (ReferralPage, error) {
	letter, err := a.DB.Referral(ctx, policy.See(who, policy.TaskRead), id)
	return ReferralPage{Letter: letter, MayRecord: err == nil && allowed(who, policy.ReferralRecord, letter.Subject())}, err
}

// ReferralList is one page of the letters that are answered, or are not, with how many there are (one past reform.CountLimit: more).
type ReferralList struct {
	Answered bool
	Waiting  int // how many wait for an answer
	Letters  []reform.Referral
	Total    int
	Page     int
}

// ReferralList reads a page of the letters on what blocks tasks in the actor's reach.
func (a *App) ReferralList(ctx context.Context, who policy.Actor, answered bool, page int) (ReferralList, error) {
	scope := policy.See(who, policy.TaskRead)
	list := ReferralList{Answered: answered}
	err := a.DB.Together(ctx,
		func(r postgres.Reader) (err error) { list.Waiting, err = r.CountReferrals(ctx, scope, false); return },
		func(r postgres.Reader) (err error) { list.Total, err = r.CountReferrals(ctx, scope, answered); return },
	)
	if err != nil {
		return list, err
	}
	list.Page = max(min(page, reform.LastPage(list.Total)), 1)
	list.Letters, err = a.DB.Referrals(ctx, scope, answered, list.Page)
	return list, err
}
