package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The longest that things may be: past these a part wants a name of its own.
const (
	functionMost = 70
	fileMost     = 400
	templMost    = 150
)

func TestNothingGrowsALongTail(t *testing.T) {
	t.Parallel()
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && (name == "node_modules" || name == "data" || name == ".git") {
			return filepath.SkipDir
		}
		switch {
		case strings.HasSuffix(path, ".templ"):
			measureFile(t, path, templMost)
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_templ.go") && !strings.HasSuffix(path, "_test.go"):
			measureFile(t, path, fileMost)
			measureFunctions(t, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func measureFile(t *testing.T, path string, most int) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(content), "\n"); lines > most {
		t.Errorf("%s has %d lines, at most %d", path, lines, most)
	}
}

func measureFunctions(t *testing.T, path string) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, declaration := range file.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if lines := set.Position(function.End()).Line - set.Position(function.Pos()).Line + 1; lines > functionMost {
			t.Errorf("%s: %s has %d lines, at most %d", path, function.Name.Name, lines, functionMost)
		}
	}
}
