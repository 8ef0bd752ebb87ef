package survival_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever the portal can do to its database is cut apart above: a deed added later cannot be left out.
func TestEveryDeedIsCut(t *testing.T) {
	t.Parallel()
	calls := callsOf(t, "../app")
	tried := map[string]bool{}
	for name := range deeds {
		method, _, _ := strings.Cut(name, " ")
		tried[method] = true
		if !writes(calls, method, map[string]bool{}) {
			t.Errorf("%s is no deed of the portal", method)
		}
	}
	for name := range calls {
		if ast.IsExported(name) && !tried[name] && writes(calls, name, map[string]bool{}) {
			t.Errorf("%s is never cut off half way", name)
		}
	}
}

// door is the name under which a function that opens a transaction has it among its calls.
const door = "DB.Write"

// callsOf returns, for each function of the package, the functions it calls, by name.
func callsOf(t *testing.T, dir string) map[string][]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("nothing in %s (%v)", dir, err)
	}
	calls := map[string][]string{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if function, ok := d.(*ast.FuncDecl); ok {
				calls[function.Name.Name] = append(calls[function.Name.Name], called(function)...)
			}
		}
	}
	return calls
}

// called lists what the function calls: a function of the package, a method of the portal, or the door.
func called(function *ast.FuncDecl) []string {
	var names []string
	ast.Inspect(function, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch f := call.Fun.(type) {
		case *ast.Ident:
			names = append(names, f.Name)
		case *ast.SelectorExpr:
			names = append(names, selected(f)...)
		}
		return true
	})
	return names
}

func selected(f *ast.SelectorExpr) []string {
	switch x := f.X.(type) {
	case *ast.Ident:
		if x.Name == "a" {
			return []string{f.Sel.Name}
		}
	case *ast.SelectorExpr:
		if x.Sel.Name == "DB" && (f.Sel.Name == "Write" || f.Sel.Name == "WriteStill") {
			return []string{door}
		}
	}
	return nil
}

func writes(calls map[string][]string, name string, seen map[string]bool) bool {
	if name == door {
		return true
	}
	if seen[name] {
		return false
	}
	seen[name] = true
	for _, next := range calls[name] {
		if writes(calls, next, seen) {
			return true
		}
	}
	return false
}
