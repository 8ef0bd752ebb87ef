//go:build unix && !linux

package localpg

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// followParent does nothing where the kernel offers no such thing; the next
// start finds the orphan and stops it.
func followParent(*syscall.SysProcAttr, syscall.Signal) {}

// commandLine returns the words of a live process, empty for a dead one.
func commandLine(pid int) string {
	out, err := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// leftovers finds none where nothing tells a process's working directory; the
// refusal says what to do.
func leftovers(string) []int { return nil }
