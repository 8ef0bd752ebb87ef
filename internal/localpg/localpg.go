// Package localpg runs a private PostgreSQL inside the portal's data directory,
// for a machine where no database address is configured.
//
// The server listens on a unix socket only, in a directory that nobody but its
// user can enter, and it lives no longer than the portal does. The package
// refuses a data directory that is in use, of another major version or not
// recognised as one, and it never wipes or initialises again what is there.
package localpg

import (
	"log/slog"
)

// Options say where a private PostgreSQL lives and what it is for.
type Options struct {
	// Dir is the data directory of the portal; the cluster lives in Dir/postgres.
	Dir string
	// BinDir is the directory of initdb and postgres; empty means: look for it.
	BinDir string
	// Throwaway gives up safety against a crash of the machine for speed; for tests.
	Throwaway bool
	// Log hears what an operator may want to know; nil means nobody does.
	Log *slog.Logger
}

// Refusal is an error whose Sentence is written for the operator, in Vietnamese.
type Refusal struct {
	Sentence string
	Cause    error
}

// Error returns the sentence, followed by the cause where there is one.
func (r *Refusal) Error() string {
	if r.Cause == nil {
		return r.Sentence
	}
	return r.Sentence + " (" + r.Cause.Error() + ")"
}

// Unwrap returns the cause, nil where there is none.
func (r *Refusal) Unwrap() error { return r.Cause }

func refuse(cause error, sentence string) error {
	return &Refusal{Sentence: sentence, Cause: cause}
}

func (o Options) logger() *slog.Logger {
	if o.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return o.Log
}
