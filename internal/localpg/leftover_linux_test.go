package localpg_test

import (
	"fmt"
	"os"
	"syscall"
	"testing"
)

// A session that waits for a lock whose holder was killed does not hear that
// its postmaster is gone; one that is stopped does not either.
func TestSessionThatOutlivesItsServerIsPutOut(t *testing.T) {
	t.Parallel()
	dir := portalDir(t)
	c := start(t, dir)
	left := value[int](t, connect(t, c), "select pg_backend_pid()")
	for _, step := range []error{syscall.Kill(left, syscall.SIGSTOP), syscall.Kill(c.PID(), syscall.SIGKILL)} {
		if step != nil {
			t.Fatal(step)
		}
	}
	<-c.Done()
	if err := c.Stop(); err == nil {
		t.Error("a server that was killed is said to have been stopped")
	}
	start(t, dir)
	// One that is only waiting to be buried has no words left.
	if words, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", left)); err == nil && len(words) > 0 {
		t.Errorf("the session of the server before is still there: %s", words)
	}
}
