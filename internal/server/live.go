package server

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"

	"cchc/internal/reform"
)

// streamsMost is how many readers this program tells at once; more are told to come again later.
const streamsMost = 300

// live counts what changed since this program began and wakes who waits to hear of it.
type live struct {
	run string // names the counting: another program's marks mean nothing here

	mu     sync.Mutex
	so     reform.Activity
	gaps   int // how often something may have been missed
	waits  map[chan struct{}]bool
	closed chan struct{}
}

func newLive() *live {
	return &live{run: rand.Text(), waits: map[chan struct{}]bool{}, closed: make(chan struct{})}
}

// mark is a place in the counting.
type mark struct {
	reform.Activity
	gaps int
}

// text returns the mark as a reader brings it back.
func (l *live) text(m mark) string {
	return fmt.Sprintf("%s.%d.%d.%d.%d", l.run, m.Tasks, m.Obstacles, m.Nudges, m.gaps)
}

// read returns the place that the text marks; false where it is none of this counting.
func (l *live) read(text string) (m mark, ok bool) {
	n, err := fmt.Sscanf(text, l.run+".%d.%d.%d.%d", &m.Tasks, &m.Obstacles, &m.Nudges, &m.gaps)
	return m, err == nil && n == 4
}

// now returns the place where the counting is.
func (l *live) now() mark {
	l.mu.Lock()
	defer l.mu.Unlock()
	return mark{l.so, l.gaps}
}

// add counts further and wakes everybody.
func (l *live) add(more reform.Activity, gaps int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.so, l.gaps = l.so.Plus(more), l.gaps+gaps
	for wait := range l.waits {
		select {
		case wait <- struct{}{}:
		default:
		}
	}
}

// join returns what wakes one more reader, and what lets the reader go; false where there are too many.
func (l *live) join() (woken chan struct{}, leave func(), ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waits) >= streamsMost {
		return nil, nil, false
	}
	woken = make(chan struct{}, 1)
	l.waits[woken] = true
	return woken, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.waits, woken)
	}, true
}

// Watch tells other programs what this one writes, and readers of this one what all of them write, until ctx ends; then every
// stream ends too, so that none holds up the end of the server. It is to be called once.
func (s *Server) Watch(ctx context.Context) {
	var both sync.WaitGroup
	both.Go(func() { s.App.DB.Announce(ctx) })
	both.Go(func() {
		s.App.DB.Listen(ctx, func(so reform.Activity) { s.live.add(so, 0) }, func() { s.live.add(reform.Activity{}, 1) })
	})
	<-ctx.Done()
	close(s.live.closed)
	both.Wait()
}
