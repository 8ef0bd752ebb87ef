package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// goFiles parses every Go file of the portal that is not a test, by its path from the root.
func goFiles(t *testing.T) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	set := token.NewFileSet()
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && (name == "node_modules" || name == "data" || name == "tmp" || name == ".git") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		files[filepath.ToSlash(strings.TrimPrefix(path, "../../"))] = file
		return err
	})
	if err != nil {
		t.Fatalf("read the source: %v", err)
	}
	return files
}

// clockRooms are where the clock may be read: the programs, and what waits for other processes or serves tests.
var clockRooms = []string{"cmd/", "internal/localpg/", "internal/pgtest/", "internal/browser/"}

func TestTheClockEntersOnlyAtTheProgram(t *testing.T) {
	t.Parallel()
	for path, file := range goFiles(t) {
		if inRooms(path, clockRooms) {
			continue
		}
		ast.Inspect(file, func(node ast.Node) bool {
			selector, ok := node.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == "time" && (selector.Sel.Name == "Now" || selector.Sel.Name == "Since" || selector.Sel.Name == "Until") {
				t.Errorf("%s reads the clock with time.%s", path, selector.Sel.Name)
			}
			return true
		})
	}
}

func inRooms(path string, rooms []string) bool {
	for _, room := range rooms {
		if strings.HasPrefix(path, room) {
			return true
		}
	}
	return false
}
