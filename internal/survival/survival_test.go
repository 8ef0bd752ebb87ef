//go:build unix

// Package survival_test kills the portal, and the PostgreSQL it runs, in the middle of a stream of reports, and sees
// that what was answered is there and that nothing else is half there.
package survival_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
)

const rounds = 20

// officers each report over a connection of their own; the first two share their tasks.
var officers = []string{"chuyenvien", "chuyenvien", "namvv", "tamnt", "phuclv", "yenpt"}

func TestWhatWasAnsweredSurvivesTheKill(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	p := run(t, dir)
	before := column[int](p, "select count(*) from report")[0]
	var visitors []*visitor
	for _, name := range officers {
		visitors = append(visitors, signIn(t, p, name))
	}
	var all []post
	for round := 1; round <= rounds; round++ {
		when := fmt.Sprintf("round %d", round)
		kill := p.killPortal
		if round%2 == 0 {
			kill = p.killPostgres
		}
		sent := streamUntil(t, visitors, p.url, kill)
		p = run(t, dir)
		p.checkAnswers(when, sent)
		p.checkHalves(when)
		sendAgain(t, visitors, p.url, sent)
		for _, post := range sent {
			all = append(all, post.post)
		}
	}
	p.checkEnd(before, all)
	p.stop()
}

// sentPost is a post and who sent it.
type sentPost struct {
	post
	by *visitor
}

// streamUntil lets every visitor report without pause, kills in the middle and returns what was sent and answered.
func streamUntil(t *testing.T, visitors []*visitor, portal string, kill func()) []sentPost {
	t.Helper()
	var answered atomic.Int64
	var senders sync.WaitGroup
	streams := make([][]sentPost, len(visitors))
	for i, v := range visitors {
		senders.Go(func() {
			for {
				p := write(v.tasks[rand.N(len(v.tasks))])
				var err error
				if p.answer, err = v.send(portal, p); err != nil {
					t.Error(err)
				}
				streams[i] = append(streams[i], sentPost{post: p, by: v})
				if p.answer != kept {
					return
				}
				answered.Add(1)
			}
		})
	}
	awaitSome(t, &answered)
	kill()
	senders.Wait()
	var sent []sentPost
	for _, stream := range streams {
		sent = append(sent, stream...)
	}
	return sent
}

// awaitSome waits until some reports were answered, and then for a moment that may fall anywhere in the next ones.
func awaitSome(t *testing.T, answered *atomic.Int64) {
	t.Helper()
	enough := 10 + rand.Int64N(40)
	for deadline := time.Now().Add(20 * time.Second); answered.Load() < enough; time.Sleep(time.Millisecond) {
		if t.Failed() || time.Now().After(deadline) {
			t.Fatalf("only %d reports were answered", answered.Load())
		}
	}
	time.Sleep(rand.N(20 * time.Millisecond))
}

// write makes up a report; every third has a file, and some of the files have the same bytes.
func write(task string) post {
	p := post{token: uuid.NewString(), task: task, percent: rand.N(101)}
	p.done = "Đã làm xong phần việc " + p.token
	switch rand.N(6) {
	case 0:
		p.file = []byte("Biên bản dùng chung.\n")
	case 1:
		p.file = []byte("Kết quả của " + p.token + "\n")
	}
	return p
}

// checkAnswers compares what is there with what each sender was told.
func (p *portal) checkAnswers(when string, sent []sentPost) {
	p.t.Helper()
	var tally struct{ kept, refused, lost, lostButKept int }
	for _, post := range sent {
		times := p.times(post.post)
		switch {
		case post.answer == kept && times != 1:
			p.t.Fatalf("%s: the report %s was answered with success and is there %d times", when, post.token, times)
		case post.answer == refused && times != 0:
			p.t.Errorf("%s: the report %s is there, but its sender read that it was not written", when, post.token)
		}
		switch post.answer {
		case kept:
			tally.kept++
		case refused:
			tally.refused++
		case lost:
			tally.lost++
			tally.lostButKept += times
		}
	}
	p.t.Logf("%s: %d answered; %d told that nothing was written; %d without an answer, of which %d are there",
		when, tally.kept, tally.refused, tally.lost, tally.lostButKept)
}

// sendAgain sends what was not answered with success once more, twice at the same time, as an impatient person would.
func sendAgain(t *testing.T, visitors []*visitor, portal string, sent []sentPost) {
	t.Helper()
	var senders sync.WaitGroup
	for i := range sent {
		if sent[i].answer == kept {
			continue
		}
		for range 2 {
			senders.Go(func() {
				if got, err := sent[i].by.send(portal, sent[i].post); err != nil || got != kept {
					t.Errorf("the report %s sent again was answered with %d, %v", sent[i].token, got, err)
				}
			})
		}
	}
	senders.Wait()
	if t.Failed() {
		t.FailNow()
	}
}

// checkEnd sees that after all rounds every report that was ever sent is there once, and no other.
func (p *portal) checkEnd(before int, all []post) {
	p.t.Helper()
	p.checkHalves("in the end")
	for _, post := range all {
		if times := p.times(post); times != 1 {
			p.t.Errorf("in the end the report %s is there %d times", post.token, times)
		}
	}
	if now := column[int](p, "select count(*) from report")[0]; now != before+len(all) {
		p.t.Errorf("there are %d reports; %d were there and %d were sent", now, before, len(all))
	}
}
