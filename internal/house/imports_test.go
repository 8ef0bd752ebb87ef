// Package house holds the rules of the house as tests: which way imports run, where the clock enters, that what is
// printed from the code is fresh.
package house

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// imported is what go list says of one package.
type imported struct {
	ImportPath string
	Imports    []string
	GoFiles    []string
}

// arrows lists, for each package of the portal, which other packages of the portal it may import.
var arrows = map[string][]string{
	"cchc/internal/fault":         {},
	"cchc/internal/calendar":      {},
	"cchc/internal/viet":          {},
	"cchc/internal/paths":         {},
	"cchc/migrations":             {},
	"cchc/internal/merge":         {},
	"cchc/internal/policy":        {"fault"},
	"cchc/internal/workflow":      {"fault", "policy"},
	"cchc/internal/reform":        {"calendar", "fault", "policy", "viet", "workflow"},
	"cchc/internal/postgres":      {"calendar", "fault", "policy", "reform", "viet", "/migrations"},
	"cchc/internal/qr":            {},
	"cchc/internal/document":      {"calendar", "qr", "reform", "viet"},
	"cchc/internal/app":           {"calendar", "document", "fault", "policy", "postgres", "reform", "viet", "workflow"},
	"cchc/internal/server":        {"app", "calendar", "fault", "merge", "paths", "policy", "postgres", "qr", "reform", "viet", "/web"},
	"cchc/internal/mail":          {"calendar", "reform", "/web/mails"},
	"cchc/internal/gateway":       {"paths", "reform", "viet"},
	"cchc/internal/jobs":          {"app", "postgres", "/migrations"},
	"cchc/internal/localpg":       {},
	"cchc/internal/pgtest":        {"localpg", "/migrations"},
	"cchc/internal/browser":       {},
	"cchc/internal/config":        {},
	"cchc/internal/printed":       {"policy", "postgres", "reform", "server", "config"},
	"cchc/internal/fixture":       {"app", "calendar", "fault", "pgtest", "policy", "postgres", "reform", "viet"},
	"cchc/internal/fixture/small": {"app", "calendar", "fault", "pgtest", "policy", "postgres", "reform", "viet"},
	"cchc/internal/house":         {},
	"cchc/web":                    {},
	"cchc/web/ui":                 {"calendar", "merge", "paths", "policy", "reform", "viet", "/web"},
	"cchc/web/mails":              {"calendar", "paths", "reform", "viet"},
	"cchc/web/layout":             {"calendar", "paths", "policy", "reform", "viet", "/web", "/web/ui"},
}

// pages is what every package below web/pages may import; tasks lends the others its chips, shares its list of what a unit owes,
// obstacles its fields, cards what waiting costs, answers what waits to be said to a nudge, meetings what they ask of a unit.
var pages = []string{"calendar", "paths", "policy", "reform", "viet", "/web/ui", "/web/layout", "/web/pages/tasks", "/web/pages/shares", "/web/pages/obstacles", "/web/pages/cards", "/web/pages/answers", "/web/pages/meetings"}

// outside says which packages may import a library that has one room of its own.
var outside = map[string][]string{
	"github.com/jackc/pgx/v5":       {"cchc/internal/postgres", "cchc/internal/pgtest", "cchc/internal/localpg", "cchc/internal/jobs", "cchc/migrations", "cchc/cmd/"},
	"github.com/go-chi/chi/v5":      {"cchc/internal/server", "cchc/cmd/bench"},
	"github.com/alexedwards/scs":    {"cchc/internal/server"},
	"github.com/a-h/templ":          {"cchc/web", "cchc/internal/server", "cchc/cmd/bench"},
	"net/http":                      {"cchc/web", "cchc/internal/server", "cchc/internal/gateway", "cchc/cmd/", "cchc/internal/browser"},
	"github.com/wneessen/go-mail":   {"cchc/internal/mail"},
	"github.com/chromedp/chromedp":  {"cchc/internal/browser"},
	"github.com/xuri/excelize":      {"cchc/internal/document"},
	"github.com/riverqueue/river":   {"cchc/internal/postgres", "cchc/internal/jobs", "cchc/migrations"},
	"github.com/arran4/golang-ical": {"cchc/internal/document"},
	"github.com/boombuler/barcode":  {"cchc/internal/qr"},
}

func list(t *testing.T) []imported {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,GoFiles", "cchc/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []imported
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p imported
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatalf("read go list: %v", err)
		}
		packages = append(packages, p)
	}
}

func TestImportsRunOneWay(t *testing.T) {
	t.Parallel()
	for _, p := range list(t) {
		allowed, known := arrowsOf(p.ImportPath)
		if !known && len(p.GoFiles) > 0 {
			t.Errorf("%s is not on the list of rooms: say what it may import", p.ImportPath)
			continue
		}
		for _, path := range p.Imports {
			if p.ImportPath == "cchc/internal/server" && showsPages(path) {
				continue
			}
			if strings.HasPrefix(path, "cchc/") && allowed != nil && !slices.Contains(allowed, path) {
				t.Errorf("%s must not import %s", p.ImportPath, path)
			}
		}
	}
}

// showsPages reports whether the package is one of those that the server alone puts together.
func showsPages(path string) bool {
	return strings.HasPrefix(path, "cchc/web/pages/") || path == "cchc/web/ui" || path == "cchc/web/layout"
}

// arrowsOf returns what the package may import; nil for one that may import everything, as the programs in cmd do.
func arrowsOf(path string) ([]string, bool) {
	if strings.HasPrefix(path, "cchc/cmd/") {
		return nil, true
	}
	names, known := arrows[path]
	if strings.HasPrefix(path, "cchc/web/pages/") {
		names, known = pages, true
	}
	full := []string{}
	for _, name := range names {
		if strings.HasPrefix(name, "/") {
			full = append(full, "cchc"+name)
		} else {
			full = append(full, "cchc/internal/"+name)
		}
	}
	return full, known
}

func TestLibrariesStayInTheirRooms(t *testing.T) {
	t.Parallel()
	for _, p := range list(t) {
		for _, path := range p.Imports {
			for library, rooms := range outside {
				if path != library && !strings.HasPrefix(path, library+"/") || strings.HasPrefix(p.ImportPath, "cchc/web") && library == "net/http" && p.ImportPath != "cchc/web" {
					continue
				}
				if !slices.ContainsFunc(rooms, func(room string) bool { return strings.HasPrefix(p.ImportPath, room) }) {
					t.Errorf("%s must not import %s", p.ImportPath, path)
				}
			}
		}
	}
}

func TestPagesKnowNoRequest(t *testing.T) {
	t.Parallel()
	for _, p := range list(t) {
		if strings.HasPrefix(p.ImportPath, "cchc/web/") && slices.Contains(p.Imports, "net/http") {
			t.Errorf("%s imports net/http: a page is a function of its view", p.ImportPath)
		}
	}
}
