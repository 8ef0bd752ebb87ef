package main

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"time"

	"cchc/internal/paths"
)

// starts are how long the program takes until it answers its first page, with a PostgreSQL of its own and the sample.
type starts struct {
	fromNothing time.Duration
	again       time.Duration
	idle        int64 // memory of the portal's own process once it waits, in bytes
}

const startsMeasured = 3

// measureStarts starts the program in an empty directory, stops it and starts it again; medians of a few times.
func measureStarts(ctx context.Context, p place) (starts, error) {
	say("starting from nothing, and again")
	var first, second []time.Duration
	var s starts
	for i := range startsMeasured {
		dir := filepath.Join(p.dir, fmt.Sprintf("start%d", i))
		for _, took := range []*[]time.Duration{&first, &second} {
			began := time.Now()
			portal, err := p.sample(dir)
			if err != nil {
				return s, err
			}
			if err := firstPage(ctx, portal.url); err != nil {
				return s, err
			}
			*took = append(*took, time.Since(began))
			time.Sleep(time.Second) // what starting needed has been given back by then
			s.idle = portal.memory()
			portal.stop()
		}
	}
	slices.Sort(first)
	slices.Sort(second)
	s.fromNothing, s.again = first[len(first)/2], second[len(second)/2]
	return s, nil
}

func firstPage(ctx context.Context, portal string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, portal+paths.SignIn, nil)
	if err != nil {
		return fmt.Errorf("ask for the first page: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("ask for the first page: %w", err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the first page: %s", response.Status)
	}
	return nil
}
