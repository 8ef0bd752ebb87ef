package app_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/reform"
)

func TestOfTwoProcessesOneSends(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.tell(reform.NoticeDecision, "a", p.Colleague)
	id := p.waiting()[0]
	sending, taken, first := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := p.App.Deliver(t.Context(), id, func(context.Context, app.Message) error {
			close(sending)
			<-taken
			return nil
		})
		first <- err
	}()
	<-sending
	again, err := p.App.Deliver(t.Context(), id, p.send)
	if err != nil || !again.Equal(p.Clock.Now().Add(time.Minute)) || len(p.sent) != 0 {
		t.Errorf("the second sends too: %v, %v, %v", again, err, p.sent)
	}
	close(taken)
	if err := <-first; err != nil {
		t.Error(err)
	}
	if again, err := p.App.Deliver(t.Context(), id, p.send); err != nil || !again.IsZero() || len(p.sent) != 0 {
		t.Errorf("after the first is done: %v, %v, %v", again, err, p.sent)
	}
}

func TestOfManyProcessesOneMakesTheDigest(t *testing.T) {
	t.Parallel()
	p := newOutbox(t)
	p.tell(reform.NoticeObstacle, "a", p.Clerk, p.Chief, p.Colleague)
	p.Clock.Set(at(2026, time.November, 24, 7, 31))
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			if err := p.App.MakeDigests(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var jobs int
	if err := p.DB.Pool().QueryRow(t.Context(), `select count(*) from river.river_job where kind = 'deliver'`).Scan(&jobs); err != nil || jobs != 3 {
		t.Errorf("%d jobs, %v", jobs, err)
	}
	if p.deliverAll(); len(p.sent) != 3 {
		t.Errorf("%d messages", len(p.sent))
	}
}
