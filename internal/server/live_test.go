package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/postgres"
	"cchc/internal/server"
)

// heard is one thing that a stream said.
type heard struct {
	id                    string
	Task, Obstacle, Nudge int
	Missed                bool
}

// listener is somebody whose page is open.
type listener struct {
	t    *testing.T
	says chan heard // closed when the stream ends
}

// listen opens the stream as a browser does, and passes over what it says at first.
func (v *visitor) listen(mark string) *listener {
	t := v.portal.t
	t.Helper()
	path := v.portal.URL + paths.Events
	if mark != "" {
		path += "?tu=" + mark
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	response, err := v.client.Do(request)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("listen: %v, %v", response, err)
	}
	if kind := response.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/event-stream") || response.Header.Get("Content-Encoding") != "" || response.Header.Get("X-Accel-Buffering") != "no" {
		t.Errorf("the stream is sent as %v", response.Header)
	}
	l := &listener{t: t, says: make(chan heard, 99)}
	go l.read(response)
	return l
}

func (l *listener) read(response *http.Response) {
	defer close(l.says)
	defer func() { _ = response.Body.Close() }()
	var h heard
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		if id, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
			h.id = id
		}
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && json.Unmarshal([]byte(data), &h) == nil {
			l.says <- h
		}
	}
}

// until waits until the stream says what is wanted.
func (l *listener) until(what string, wanted func(heard) bool) heard {
	l.t.Helper()
	for deadline := time.After(15 * time.Second); ; {
		select {
		case said, on := <-l.says:
			if !on {
				l.t.Fatalf("the stream ends before %s", what)
			}
			if wanted(said) {
				return said
			}
		case <-deadline:
			l.t.Fatalf("the stream never says %s", what)
		}
	}
}

func (l *listener) untilEnd(why string) {
	l.t.Helper()
	for deadline := time.After(10 * time.Second); ; {
		select {
		case _, on := <-l.says:
			if !on {
				return
			}
		case <-deadline:
			l.t.Fatalf("the stream does not end with %s", why)
		}
	}
}

func anything(heard) bool { return true }

// watched is a portal that listens, and what ends its listening.
func watched(t *testing.T) (*portal, context.CancelFunc) {
	t.Helper()
	p := open(t, func(o *server.Options) { o.Beat = 50 * time.Millisecond })
	ctx, cancel := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() { defer close(over); p.server.Watch(ctx) }()
	t.Cleanup(func() { cancel(); <-over })
	return p, cancel
}

func TestWhatAnotherProgramWritesIsHintedWithoutSayingWhat(t *testing.T) {
	t.Parallel()
	p, _ := watched(t)
	other := *p.Department
	other.DB = postgres.New(p.DB.Pool(), p.Clock.Now)
	other.App = app.New(other.DB, p.Clock.Now, nil)
	go other.DB.Announce(t.Context())
	l := p.as(p.Clerk).listen("")
	if first := l.until("anything", anything); first.Task+first.Obstacle+first.Nudge != 0 || first.Missed {
		t.Errorf("at first it says %+v", first)
	}
	draft := other.Draft()
	said := l.until("that a task changed", func(h heard) bool { return h.Task > 0 })
	if said.Obstacle+said.Nudge != 0 || said.Missed {
		t.Errorf("a new draft is told as %+v", said)
	}
	other.Assign(draft, p.Science)
	gone := p.as(p.Leader).listen(said.id)
	gone.until("what happened while the page was out of sight", func(h heard) bool { return h.Task > said.Task && !h.Missed })
	p.as(p.Observer).listen("another.0.0.0.0").until("that something may have been missed", func(h heard) bool { return h.Missed })
}

func TestHintsGoOnAfterTheDatabaseBrokeOff(t *testing.T) {
	t.Parallel()
	p, _ := watched(t)
	l := p.as(p.Clerk).listen("")
	p.Draft()
	l.until("a first change", func(h heard) bool { return h.Task > 0 })
	if _, err := p.DB.Pool().Exec(t.Context(), `select pg_terminate_backend(pid) from pg_stat_activity
		where datname = current_database() and pid <> pg_backend_pid()`); err != nil {
		t.Fatal(err)
	}
	before := l.until("that something may have been missed", func(h heard) bool { return h.Missed })
	p.Draft()
	l.until("a change after the line was broken", func(h heard) bool { return h.Task > before.Task })
}

func TestStreamEndsWithTheSessionAndWithThePortal(t *testing.T) {
	t.Parallel()
	p, end := watched(t)
	clerk := p.as(p.Clerk)
	left, on := clerk.listen(""), p.as(p.Leader).listen("")
	clerk.post(paths.SignOut, nil)
	left.untilEnd("the session")
	p.Draft()
	on.until("a change to who is still there", func(h heard) bool { return h.Task > 0 })
	end()
	on.untilEnd("the portal")
}

func TestListeningIsNoUseOfTheSession(t *testing.T) {
	t.Parallel()
	p, _ := watched(t)
	clerk := p.as(p.Clerk)
	p.Clock.Advance(40 * time.Minute)
	l := clerk.listen("")
	l.until("anything", anything)
	p.Clock.Advance(30 * time.Minute)
	l.untilEnd("the session that nobody used")
	if got := clerk.get(paths.Tasks); got.StatusCode != http.StatusSeeOther {
		t.Errorf("after an hour without use: %d", got.StatusCode)
	}
}

func TestOnlyWhoWatchesOverUnitsMayListenAndOnlyToAStream(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, who := range []small.Member{p.Science.Officer, p.Science.Head, p.Admin} {
		want(t, "listening as "+who.Username, p.as(who).get(paths.Events), http.StatusForbidden)
	}
	want(t, "a page of it", p.as(p.Clerk).get(paths.Events), http.StatusSeeOther)
}
