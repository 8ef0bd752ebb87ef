//go:build unix

package localpg

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	role      = "cchc"
	database  = "cchc"
	port      = "5432"
	halfMade  = "postgres.init-"
	awayFrom  = "cchc-socket-"
	pathLimit = 103 // of a unix socket's address on macOS; Linux allows four more
	logLimit  = 8 << 20
)

// home is where one cluster keeps its things, and the user it runs as.
type home struct {
	dir, data, log, lock, socket string
	owner                        owner
}

func openHome(o Options) (home, error) {
	h, err := layOut(o.Dir)
	if err != nil {
		return home{}, err
	}
	if err := os.MkdirAll(h.dir, newDirMode()); err != nil {
		return home{}, refuse(err, fmt.Sprintf("Không tạo được thư mục dữ liệu %s.", h.dir))
	}
	return h, nil
}

func layOut(path string) (home, error) {
	dir, err := filepath.Abs(path)
	if err != nil {
		return home{}, refuse(err, "Không rõ thư mục dữ liệu ở đâu.")
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	return home{dir: dir, data: in("postgres"), log: in("postgres.log"), lock: in("postgres.lock"),
		socket: in("postgres.socket")}, nil
}

// claim takes the lock that says "a portal uses this directory". The kernel
// gives it free when the process ends, however that happens.
func (h home) claim() (*os.File, error) {
	f, err := os.OpenFile(h.lock, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, refuse(err, fmt.Sprintf("Không ghi được vào thư mục dữ liệu %s; hãy chạy bằng đúng người dùng của thư mục đó.", h.dir))
	}
	// A command that only asks who is running holds the lock for an instant.
	for range 20 {
		if err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err != nil {
		defer f.Close()
		return nil, h.inUse(f)
	}
	if err := f.Truncate(0); err == nil {
		_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())), 0) // only for the sentence below
	}
	return f, nil
}

func (h home) inUse(lock *os.File) error {
	holder := make([]byte, 20)
	n, _ := lock.ReadAt(holder, 0)
	return refuse(nil, fmt.Sprintf("Thư mục dữ liệu %s đang được một cổng CCHC khác dùng (tiến trình %s). "+
		"Hãy dừng cổng đó trước, hoặc chọn thư mục khác bằng --data-dir.", h.dir, holder[:n]))
}

// held tells whether some portal holds the lock at this moment.
func (h home) held() bool {
	f, err := os.Open(h.lock)
	if err != nil {
		return false
	}
	defer f.Close()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil
}

// settleOwner finds the user the server runs as, and gives it its directory.
func (h *home) settleOwner() error {
	who, err := chooseOwner(h.data)
	if err != nil {
		return err
	}
	h.owner = who
	return who.mayReach(h.dir)
}

// version returns the major version of the cluster that is there, 0 for none.
func (h home) version() (int, error) {
	if _, err := os.Stat(h.data); errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	text, err := os.ReadFile(filepath.Join(h.data, "PG_VERSION"))
	if errors.Is(err, fs.ErrPermission) {
		return 0, refuse(err, fmt.Sprintf("Thư mục %s thuộc về một người dùng khác. Hãy chạy cổng bằng người dùng đó, "+
			"hoặc đổi chủ thư mục bằng chown -R.", h.data))
	}
	major, syntax := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || syntax != nil {
		return 0, refuse(err, fmt.Sprintf("Thư mục %s đã có nhưng không phải là dữ liệu PostgreSQL nguyên vẹn (PG_VERSION thiếu hoặc hỏng). "+
			"Cổng không tự xóa gì: hãy phục hồi thư mục từ bản sao lưu, hoặc dời nó đi nơi khác rồi chạy lại.", h.data))
	}
	return major, nil
}

// makeSocketDir keeps the socket inside the data directory unless its path
// would be longer than a socket's address can be, or has a comma, which stands
// between hosts in a connection string.
func (h *home) makeSocketDir(log *slog.Logger) error {
	if len(filepath.Join(h.socket, ".s.PGSQL."+port)) > pathLimit || strings.Contains(h.socket, ",") {
		away, err := os.MkdirTemp("", awayFrom)
		if err != nil {
			return refuse(err, "Đường dẫn thư mục dữ liệu không dùng được cho socket của PostgreSQL, và không tạo được thư mục tạm để thay.")
		}
		log.Info("Đường dẫn thư mục dữ liệu quá dài (hoặc có dấu phẩy) cho một socket; đặt socket ở thư mục tạm.", "dir", away)
		h.socket = away
	} else if err := os.Mkdir(h.socket, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return refuse(err, fmt.Sprintf("Không tạo được thư mục %s.", h.socket))
	}
	if err := os.Chmod(h.socket, 0o700); err != nil {
		return refuse(err, fmt.Sprintf("Không đặt được quyền cho thư mục %s.", h.socket))
	}
	return h.owner.take(h.socket)
}

func (h home) removeSocketDir() {
	if strings.HasPrefix(filepath.Base(h.socket), awayFrom) {
		_ = os.RemoveAll(h.socket)
	}
}

// ownSocket tells whether a postmaster with this socket directory was started
// by a portal on this home, and not by hand.
func (h home) ownSocket(dir string) bool {
	return dir == filepath.Join(h.dir, "postgres.socket") || strings.HasPrefix(filepath.Base(dir), awayFrom)
}

func (h home) openLog() (*os.File, error) {
	if info, err := os.Stat(h.log); err == nil && info.Size() > logLimit {
		_ = os.Rename(h.log, h.log+".1")
	}
	f, err := os.OpenFile(h.log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, refuse(err, fmt.Sprintf("Không mở được tệp nhật ký %s.", h.log))
	}
	return f, nil
}

func socketURL(socket, name string) string {
	u := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + name,
		RawQuery: url.Values{"host": {socket}, "port": {port}}.Encode()}
	return u.String()
}
