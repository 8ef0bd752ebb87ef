//go:build unix

package localpg

import (
	"cmp"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

const oldest = 15 // the first version whose databases can have an ICU collation

// tools are the programs of one PostgreSQL installation.
type tools struct {
	initdb, postgres string
	major            int
}

var (
	wherePackagesPut = []string{
		"/usr/lib/postgresql/*/bin",
		"/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql@*/bin",
		"/usr/local/opt/postgresql@*/bin",
		"/usr/local/pgsql/bin",
	}
	versionNumber = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)
)

// findTools returns programs that fit the cluster that is there, or the best
// that are installed when there is none.
func (h home) findTools(binDir string) (tools, error) {
	have, err := h.version()
	if err != nil {
		return tools{}, err
	}
	found := installed(binDir)
	if len(found) == 0 {
		return tools{}, noTools(binDir)
	}
	if have == 0 {
		return newest(found)
	}
	for _, t := range found {
		if t.major == have {
			return t, nil
		}
	}
	return tools{}, refuse(nil, fmt.Sprintf("Dữ liệu trong %s là của PostgreSQL %d, nhưng máy này có PostgreSQL %d. "+
		"Cổng không động đến dữ liệu: hãy cài PostgreSQL %d (hoặc chỉ nơi có nó bằng CCHC_PG_BIN), "+
		"hoặc chuyển dữ liệu sang bản mới bằng pg_dump và pg_restore.", h.data, have, found[0].major, have))
}

func newest(found []tools) (tools, error) {
	if best := found[0]; best.major >= oldest {
		return best, nil
	}
	return tools{}, refuse(nil, fmt.Sprintf("Cần PostgreSQL %d trở lên, nhưng máy này chỉ có PostgreSQL %d (%s).",
		oldest, found[0].major, filepath.Dir(found[0].postgres)))
}

func noTools(binDir string) error {
	if binDir != "" {
		return refuse(nil, fmt.Sprintf("Không thấy initdb và postgres chạy được trong %s (CCHC_PG_BIN).", binDir))
	}
	return refuse(nil, fmt.Sprintf("Không thấy PostgreSQL trên máy này. Hãy cài PostgreSQL %d trở lên "+
		"(Debian, Ubuntu: apt install postgresql; macOS: brew install postgresql@17), chỉ nơi có nó bằng CCHC_PG_BIN, "+
		"hoặc đặt CCHC_DATABASE_URL để dùng một máy chủ có sẵn.", oldest))
}

// installed lists the installations on this machine, newest first; only the
// named one where binDir is given.
func installed(binDir string) []tools {
	dirs := []string{binDir}
	if binDir == "" {
		dirs = lookAround()
	}
	var found []tools
	for _, dir := range dirs {
		if t, ok := inspect(dir); ok {
			found = append(found, t)
		}
	}
	slices.SortStableFunc(found, func(a, b tools) int { return cmp.Compare(b.major, a.major) })
	return found
}

func lookAround() []string {
	var dirs []string
	if path, err := exec.LookPath("postgres"); err == nil {
		dirs = append(dirs, filepath.Dir(path))
	}
	for _, pattern := range wherePackagesPut {
		matches, _ := filepath.Glob(pattern)
		dirs = append(dirs, matches...)
	}
	return dirs
}

func inspect(dir string) (tools, bool) {
	t := tools{initdb: filepath.Join(dir, "initdb"), postgres: filepath.Join(dir, "postgres")}
	if _, err := exec.LookPath(t.initdb); err != nil {
		return tools{}, false
	}
	out, err := exec.Command(t.postgres, "--version").Output()
	if err != nil {
		return tools{}, false
	}
	match := versionNumber.FindSubmatch(out)
	if match == nil {
		return tools{}, false
	}
	t.major, err = strconv.Atoi(string(match[1]))
	return t, err == nil
}
