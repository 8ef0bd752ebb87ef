package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"cchc/internal/policy"
	"cchc/internal/reform"
)

// stirred is what a reader of the board looks at anew when a record of the kind was written.
var stirred = map[policy.Object]reform.Activity{
	policy.Task: {Tasks: 1}, policy.Obstacle: {Obstacles: 1}, policy.Nudge: {Nudges: 1}, policy.NudgeTask: {Nudges: 1},
	policy.Judgement: {Tasks: 1},
}

// activity gathers what the committed transactions of this program wrote, until it is announced.
type activity struct {
	mu     sync.Mutex
	so     reform.Activity
	filled chan struct{}
}

func newActivity() *activity { return &activity{filled: make(chan struct{}, 1)} }

// count adds what one transaction wrote.
func (a *activity) count(written map[record]bool) {
	var sum reform.Activity
	for record := range written {
		sum = sum.Plus(stirred[record.kind])
	}
	a.add(sum)
}

func (a *activity) add(more reform.Activity) {
	if more.None() {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.so = a.so.Plus(more)
	select {
	case a.filled <- struct{}{}:
	default:
	}
}

func (a *activity) take() reform.Activity {
	a.mu.Lock()
	defer a.mu.Unlock()
	so := a.so
	a.so = reform.Activity{}
	return so
}

const (
	activityTopic = "cchc_activity"
	// announceEach is how often a program announces at most: many deeds make one announcement.
	announceEach = 500 * time.Millisecond
	listenAgain  = 500 * time.Millisecond
	listenLatest = 30 * time.Second
	// listenAlive is after how long of silence the line is looked at: it may be dead without a word.
	listenAlive = time.Minute
)

const sqlAnnounce = `select pg_notify(@topic, @said)`

// Announce tells every program on the database, after they are committed, what deeds of this one wrote, until ctx ends. It is no
// part of the deeds: transactions that announce something commit one after another.
func (db *DB) Announce(ctx context.Context) {
	for pause(ctx, announceEach) {
		select {
		case <-ctx.Done():
		case <-db.activity.filled:
			if so := db.activity.take(); db.announce(ctx, so) != nil {
				db.activity.add(so)
			}
		}
	}
}

func (db *DB) announce(ctx context.Context, so reform.Activity) error {
	said, err := json.Marshal(so)
	if err != nil {
		return fmt.Errorf("announce: %w", err)
	}
	_, err = db.pool.Exec(ctx, sqlAnnounce, pgx.NamedArgs{"topic": activityTopic, "said": string(said)})
	return asFault(err)
}

// Listen hands over what is announced, until ctx ends, over a line of its own; where the line was broken for a while, missed is
// called once it holds again.
func (db *DB) Listen(ctx context.Context, heard func(reform.Activity), missed func()) {
	wait, begun := listenAgain, func() {}
	for {
		held := db.listen(ctx, begun, heard)
		if held {
			wait = listenAgain
			begun = missed
		}
		if !pause(ctx, wait) {
			return
		}
		wait = min(2*wait, listenLatest)
	}
}

// listen hands over until the line breaks and reports whether it held at first.
func (db *DB) listen(ctx context.Context, begun func(), heard func(reform.Activity)) bool {
	line, err := pgx.ConnectConfig(ctx, db.pool.Config().ConnConfig)
	if err != nil {
		return false
	}
	defer func() { _ = line.Close(context.WithoutCancel(ctx)) }()
	if _, err := line.Exec(ctx, "listen "+activityTopic); err != nil {
		return false
	}
	begun()
	for {
		said, err := next(ctx, line)
		if err != nil {
			return true
		}
		heard(said)
	}
}

// next waits for the next announcement that can be read; after a long silence it looks whether the line still holds.
func next(ctx context.Context, line *pgx.Conn) (so reform.Activity, err error) {
	for {
		waiting, cancel := context.WithTimeout(ctx, listenAlive)
		said, err := line.WaitForNotification(waiting)
		quiet := waiting.Err() != nil && ctx.Err() == nil
		cancel()
		switch {
		case err == nil && json.Unmarshal([]byte(said.Payload), &so) == nil:
			return so, nil
		case err != nil && (!quiet || line.Ping(ctx) != nil):
			return so, err
		}
	}
}

// pause waits and reports whether ctx goes on.
func pause(ctx context.Context, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
