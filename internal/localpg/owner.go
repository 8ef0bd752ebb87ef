//go:build unix

package localpg

import (
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// owner is the user a cluster runs as. PostgreSQL refuses to be root, so a
// portal started as root drops to someone else for it.
type owner struct {
	uid, gid uint32
	drop     bool
}

func isRoot() bool { return os.Geteuid() == 0 }

// newDirMode leaves a directory made by root passable for the server's user.
func newDirMode() fs.FileMode {
	if isRoot() {
		return 0o711
	}
	return 0o700
}

// chooseOwner returns whoever owns the data that is there already, else the
// user postgres, else nobody; without root there is no choice.
func chooseOwner(data string) (owner, error) {
	if !isRoot() {
		return owner{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}, nil
	}
	var at syscall.Stat_t
	there := syscall.Stat(data, &at) == nil
	if there && at.Uid != 0 {
		return owner{uid: at.Uid, gid: at.Gid, drop: true}, nil
	}
	who, err := unprivileged()
	if err == nil && there {
		err = who.takeTree(data)
	}
	return who, err
}

func unprivileged() (owner, error) {
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if errUID == nil && errGID == nil && uid != 0 {
			return owner{uid: uint32(uid), gid: uint32(gid), drop: true}, nil
		}
	}
	return owner{}, refuse(nil, "PostgreSQL không chạy bằng root, và máy này không có người dùng postgres hay nobody. "+
		"Hãy chạy cổng bằng một người dùng thường.")
}

// take makes the owner the owner of one path; it does nothing without root.
func (o owner) take(path string) error {
	if !o.drop {
		return nil
	}
	if err := os.Lchown(path, int(o.uid), int(o.gid)); err != nil {
		return refuse(err, fmt.Sprintf("Không đổi được chủ của %s.", path))
	}
	return nil
}

func (o owner) takeTree(root string) error {
	return filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return refuse(err, fmt.Sprintf("Không đọc được %s.", path))
		}
		return o.take(path)
	})
}

// mayReach refuses a directory that the owner cannot enter through its parents.
func (o owner) mayReach(dir string) error {
	if !o.drop {
		return nil
	}
	for at := dir; ; at = filepath.Dir(at) {
		var info syscall.Stat_t
		if err := syscall.Stat(at, &info); err != nil {
			return refuse(err, fmt.Sprintf("Không xem được thư mục %s.", at))
		}
		if !o.passes(&info) {
			return refuse(nil, fmt.Sprintf("PostgreSQL không chạy bằng root, mà thư mục %s không cho người dùng khác đi qua. "+
				"Hãy cho đi qua bằng: chmod o+x %s, hoặc chọn nơi khác bằng --data-dir, hoặc chạy cổng bằng một người dùng thường.", at, at))
		}
		if at == filepath.Dir(at) {
			return nil
		}
	}
}

func (o owner) passes(info *syscall.Stat_t) bool {
	mode := uint32(info.Mode)
	switch {
	case info.Uid == o.uid:
		return mode&0o100 != 0
	case info.Gid == o.gid:
		return mode&0o010 != 0
	default:
		return mode&0o001 != 0
	}
}

// attributes put a child into its own process group, so that Ctrl-C in the
// terminal reaches the portal alone and the portal decides the order of things.
func (o owner) attributes(whenOrphaned syscall.Signal) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if o.drop {
		attr.Credential = &syscall.Credential{Uid: o.uid, Gid: o.gid}
	}
	followParent(attr, whenOrphaned)
	return attr
}
