package postgres_test

import (
	"errors"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"
	"testing"
)

// source is this package as it is written, with the value of every constant.
type source struct {
	files  []*ast.File
	values map[string]string // string constants of the package
}

type noImports struct{}

func (noImports) Import(string) (*types.Package, error) {
	return nil, errors.New("statements need no imports")
}

func readSource(t *testing.T) source {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	s := source{values: map[string]string{}}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		s.files = append(s.files, file)
	}
	config := types.Config{Importer: noImports{}, Error: func(error) {}}
	pkg, _ := config.Check("postgres", set, s.files, nil)
	for _, name := range pkg.Scope().Names() {
		if c, ok := pkg.Scope().Lookup(name).(*types.Const); ok && c.Val().Kind() == constant.String {
			s.values[name] = constant.StringVal(c.Val())
		}
	}
	return s
}

// statements are the constants that are whole statements.
func (s source) statements() map[string]string {
	out := map[string]string{}
	for name, value := range s.values {
		if strings.HasPrefix(name, "sql") {
			out[name] = value
		}
	}
	return out
}

// writes reports whether the text is a statement that changes rows.
func writes(sql string) bool {
	sql = strings.ToLower(strings.TrimSpace(sql))
	for _, verb := range []string{"insert ", "update ", "delete ", "truncate ", "merge "} {
		if strings.HasPrefix(sql, verb) {
			return true
		}
	}
	return strings.Contains(sql, "insert into ") || strings.Contains(sql, "delete from ")
}

// functions returns every function of the package by name; methods of different types share no name that writes.
func (s source) functions() map[string]*ast.FuncDecl {
	out := map[string]*ast.FuncDecl{}
	for _, file := range s.files {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok {
				out[f.Name.Name] = f
			}
		}
	}
	return out
}

// takesGrant reports whether a parameter is a policy.Grant.
func takesGrant(f *ast.FuncDecl) bool {
	for _, field := range f.Type.Params.List {
		if selector, ok := field.Type.(*ast.SelectorExpr); ok && selector.Sel.Name == "Grant" {
			return true
		}
	}
	return false
}
