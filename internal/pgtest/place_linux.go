package pgtest

import "syscall"

const (
	memory = "/dev/shm"
	room   = 4 << 30 // bytes: a cluster of a test binary takes a few hundred million at most
)

// place returns where a cluster is laid down: in memory where there is room, since making and dropping hundreds of
// databases keeps a disk busy for minutes; "" for the usual place of temporary files.
func place() string {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(memory, &stat); err != nil || stat.Bavail*uint64(stat.Bsize) < room {
		return ""
	}
	return memory
}
