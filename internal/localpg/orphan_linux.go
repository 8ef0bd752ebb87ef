package localpg

import (
	"bytes"
	"fmt"
	"os"
	"syscall"
)

// followParent has the kernel signal the child when the portal is gone.
func followParent(attr *syscall.SysProcAttr, signal syscall.Signal) { attr.Pdeathsig = signal }

// commandLine returns the words of a live process; empty for a dead one, and
// for one that is only waiting to be buried.
func commandLine(pid int) string {
	words, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil {
		return ""
	}
	return string(bytes.ReplaceAll(bytes.TrimRight(words, "\x00"), []byte{0}, []byte{' '}))
}
