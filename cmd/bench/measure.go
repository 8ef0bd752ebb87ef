package main

import (
	"context"
	"fmt"
	"time"

	"cchc/internal/localpg"
)

// connections are the numbers of connections that each page is measured with; ratios are taken at the middle one.
var connections = []int{1, 8, 64}

const middle = 8

// key is one thing measured at one size.
type key struct {
	size int
	what string
	conn int
}

// results are all figures of a run.
type results struct {
	sizes   []int
	figures map[key]figure
	starts  starts
	loaded  int64 // memory of the portal at the largest size after all that, in bytes
}

// subject is one thing to measure at one size: a page under load, or statements under pgbench.
type subject struct {
	what string
	conn int
	run  func(context.Context, time.Duration) (figure, error)
}

// measureSizes fills a database for each size in one PostgreSQL, then measures all of them in turn, round after round, so
// that what disturbs the machine disturbs them alike.
func measureSizes(ctx context.Context, p place, o options) (results, error) {
	r := results{sizes: o.sizes, figures: map[key]figure{}}
	dir, err := p.databases()
	if err != nil {
		return r, err
	}
	cluster, err := localpg.Start(ctx, localpg.Options{Dir: dir})
	if err != nil {
		return r, err
	}
	defer func() { _ = cluster.Stop() }()
	var stages []*stage
	for _, size := range o.sizes {
		s, err := newStage(ctx, p, cluster, size)
		if err != nil {
			return r, err
		}
		defer s.stop()
		stages = append(stages, s)
	}
	if err := r.measure(ctx, stages, o); err != nil {
		return r, err
	}
	r.loaded = stages[len(stages)-1].portal.memory()
	return r, nil
}

// measure runs every reading subject of every size round by round, then every writing one, and keeps the best of each:
// what else runs on the machine only ever slows a figure down.
func (r *results) measure(ctx context.Context, stages []*stage, o options) error {
	for _, part := range []func(*stage) []subject{(*stage).reading, (*stage).writing} {
		for round := range o.rounds + 1 { // the first warms up
			say("round %d", round)
			for _, s := range stages {
				for _, subject := range part(s) {
					got, err := subject.run(ctx, o.seconds)
					if err != nil {
						return fmt.Errorf("%s with %d tasks over %d connections: %w", subject.what, s.size, subject.conn, err)
					}
					if k := (key{s.size, subject.what, subject.conn}); round > 0 && got.perSecond > r.figures[k].perSecond {
						r.figures[k] = got
					}
				}
			}
		}
	}
	return nil
}

// at returns requests a second of a page over the middle number of connections.
func (r results) at(size int, what string) float64 {
	return r.figures[key{size, what, middle}].perSecond
}

// ratio returns a over b, 0 where b was not measured.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
