//go:build unix

package localpg

import (
	"errors"
	"log/slog"
	"os"
	"testing"
	"time"
)

// A server without a portal is what is left where the kernel does not end it
// together with its parent.
func TestOrphanIsStoppedAndReplaced(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "localpg-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	orphan := serveWithoutPortal(t, dir)
	t.Cleanup(func() { orphan.finish() })
	if _, ok := Running(dir); ok {
		t.Error("an orphan is offered as a running portal's database")
	}
	c, err := Start(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Stop() })
	select {
	case <-orphan.ended:
	case <-time.After(time.Second):
		t.Error("the orphan is still running")
	}
	if orphan.err != nil {
		t.Errorf("the orphan did not shut down cleanly: %v", orphan.err)
	}
}

func serveWithoutPortal(t *testing.T, dir string) *process {
	t.Helper()
	h, err := openHome(Options{Dir: dir})
	log := slog.New(slog.DiscardHandler)
	err = errors.Join(err, h.settleOwner())
	tools, missing := h.findTools("")
	err = errors.Join(err, missing, h.init(t.Context(), tools, true, log), h.makeSocketDir(log))
	if err != nil {
		t.Fatal(err)
	}
	p, err := h.attempt(t.Context(), tools, true)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
