package localpg

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
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

// leftovers returns the server processes that live in a data directory: it is
// the working directory of all of them. Others may have gone there too, a
// person's shell for one.
func leftovers(data string) []int {
	dir, err := filepath.EvalSymlinks(data)
	if err != nil {
		return nil
	}
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	var pids []int
	for _, link := range links {
		process := filepath.Dir(link)
		lives, err := os.Readlink(link)
		program, hidden := os.Readlink(filepath.Join(process, "exe"))
		if err != nil || hidden != nil || lives != dir || !strings.HasPrefix(filepath.Base(program), "postgres") {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(process)); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}
