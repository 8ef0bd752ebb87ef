package main

import (
	"context"
	"log/slog"
	"time"

	"cchc/internal/config"
	"cchc/internal/localpg"
	"cchc/internal/postgres"
)

// store is an open database and, where the portal runs its own, the PostgreSQL behind it.
type store struct {
	*postgres.DB
	cluster *localpg.Cluster
}

// open opens the configured database. Without a URL it joins the private PostgreSQL of a portal that runs on the data
// directory when join is set, and otherwise starts one.
func open(ctx context.Context, c config.Database, log *slog.Logger, join bool) (*store, error) {
	url, s := c.URL, &store{}
	if c.Private() {
		running, ok := localpg.Running(c.DataDir)
		if ok && join {
			url = running
		} else {
			cluster, err := localpg.Start(ctx, localpg.Options{Dir: c.DataDir, BinDir: c.PGBin, Log: log})
			if err != nil {
				return nil, err
			}
			s.cluster, url = cluster, cluster.URL()
		}
	}
	db, err := postgres.Open(ctx, url, c.MaxConns, time.Now)
	if err != nil {
		return nil, s.stopped(err)
	}
	s.DB = db
	if err := db.Ping(ctx); err != nil {
		return nil, s.stopped(err)
	}
	return s, nil
}

// died is closed when the private PostgreSQL ends by itself; nil, and so never, when there is none.
func (s *store) died() <-chan struct{} {
	if s.cluster == nil {
		return nil
	}
	return s.cluster.Done()
}

// stopped closes everything and returns err, or what went wrong with closing.
func (s *store) stopped(err error) error {
	if s.DB != nil {
		s.Close()
	}
	if s.cluster != nil {
		if stopErr := s.cluster.Stop(); err == nil {
			err = stopErr
		}
	}
	return err
}
