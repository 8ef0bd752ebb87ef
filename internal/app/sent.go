package app

import (
	"context"
	"time"

	"cchc/internal/fault"
	"cchc/internal/policy"
	"cchc/internal/reform"
)

// The second of two sendings waits this long for what the first was answered; the answer follows the commit at once.
const (
	resultWait  = 2 * time.Second
	resultPause = 40 * time.Millisecond
)

// KeepResult notes where the actor's form led, for whoever sends it again.
func (a *App) KeepResult(ctx context.Context, who policy.Actor, location, sentence string) error {
	return a.DB.KeepResult(ctx, who.Person, who.Form.Token, reform.SentForm{Location: location, Sentence: sentence})
}

// FirstResult returns what became of the actor's form when it was sent before, and false when it was not. Where the first
// sending is just being answered it waits a moment for its answer.
func (a *App) FirstResult(ctx context.Context, who policy.Actor) (reform.SentForm, bool, error) {
	for waited := time.Duration(0); ; waited += resultPause {
		sent, err := a.DB.FormSent(ctx, who.Person, who.Form.Token)
		if fault.KindOf(err) == fault.NotFound && err != nil {
			return sent, false, nil
		}
		if err != nil || sent.Location != "" || waited >= resultWait || a.Clock().Sub(sent.SentAt) > resultWait {
			return sent, err == nil, err
		}
		select {
		case <-ctx.Done():
			return sent, true, nil
		case <-time.After(resultPause):
		}
	}
}
