package tables

import (
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/counterpoint-go/counterpoint/verdict"
)

// verdictPath is the import path of package verdict.
var verdictPath = reflect.TypeFor[verdict.Result]().PkgPath()

// A NoTableError says that none of the packages has a table.
type NoTableError struct {
	Patterns []string
	Packages int      // how many the patterns name
	Import   []string // those of them whose tests import verdict
}

func (e *NoTableError) Error() string {
	patterns := strings.Join(e.Patterns, " ")
	if len(e.Import) > 0 {
		return fmt.Sprintf("no table found in %s: the tests of %s import verdict, but no function TestXxx calls verdict.Table itself",
			patterns, strings.Join(e.Import, ", "))
	}
	switch e.Packages {
	case 0:
		return fmt.Sprintf("no table found: %s names no package", patterns)
	case 1:
		return fmt.Sprintf("no table found: the tests of %s do not import %s", patterns, verdictPath)
	}
	return fmt.Sprintf("no table found: of the %d packages that %s names, none has a test that imports %s", e.Packages, patterns, verdictPath)
}

// Find returns those of the packages that have a table, in go list's order. It reads the files that
// go test would build: with the race detector if race is set, without it if not.
func (g Go) Find(ctx context.Context, race bool, patterns ...string) ([]Package, error) {
	args := []string{"list", "-json=ImportPath,Name,Dir,Module,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles,TestImports,XTestImports"}
	if race {
		args = append(args, "-race")
	}
	out, err := g.output(ctx, "go list "+strings.Join(patterns, " "), append(append(args, "--"), patterns...)...)
	if err != nil {
		return nil, err
	}
	none := &NoTableError{Patterns: patterns}
	var found []Package
	for decoder := json.NewDecoder(strings.NewReader(out)); decoder.More(); none.Packages++ {
		var listed listedPackage
		if err := decoder.Decode(&listed); err != nil {
			return nil, fmt.Errorf("cannot read what go list printed: %w", err)
		}
		if !slices.Contains(listed.TestImports, verdictPath) && !slices.Contains(listed.XTestImports, verdictPath) {
			continue
		}
		none.Import = append(none.Import, listed.ImportPath)
		p := listed.toPackage()
		broken := false
		for _, file := range p.TestFiles {
			tests, err := tablesIn(file)
			broken = broken || err != nil
			p.Tests = append(p.Tests, tests...)
		}
		// A file with a syntax error may have a table. Building it brings out what is wrong, in go's
		// words.
		if len(p.Tests) > 0 || broken {
			found = append(found, p)
		}
	}
	if len(found) == 0 {
		return nil, none
	}
	return found, nil
}

// listedPackage is what go list -json prints of a package.
type listedPackage struct {
	ImportPath, Name, Dir     string
	Module                    struct{ Path string }
	GoFiles, CgoFiles         []string
	TestGoFiles, XTestGoFiles []string
	TestImports, XTestImports []string
}

func (l listedPackage) toPackage() Package {
	in := func(names ...[]string) []string {
		files := slices.Concat(names...)
		for i, name := range files {
			files[i] = filepath.Join(l.Dir, name)
		}
		return files
	}
	return Package{
		ImportPath: l.ImportPath,
		Name:       l.Name,
		Dir:        l.Dir,
		Module:     l.Module.Path,
		GoFiles:    in(l.GoFiles, l.CgoFiles),
		TestFiles:  in(l.TestGoFiles, l.XTestGoFiles),
	}
}

// tablesIn returns the names of the test functions in the file that call verdict.Table. An error is
// one of the file's syntax.
func tablesIn(path string) (tests []string, err error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if file == nil {
		return nil, err
	}
	name := importName(file, verdictPath)
	if name == "" {
		return nil, err
	}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if ok && f.Recv == nil && f.Body != nil && isTest(f.Name.Name) && callsTable(f.Body, name) {
			tests = append(tests, f.Name.Name)
		}
	}
	return tests, err
}

// importName returns the name under which the file imports the package: "." for a dot import, ""
// if it does not, or only for its side effects.
func importName(file *ast.File, importPath string) string {
	for _, spec := range file.Imports {
		switch p, err := strconv.Unquote(spec.Path.Value); {
		case err != nil || p != importPath:
			continue
		case spec.Name == nil:
			return "verdict"
		case spec.Name.Name != "_":
			return spec.Name.Name
		}
	}
	return ""
}

// isTest says whether go test takes a function of this name for a test.
func isTest(name string) bool {
	rest, ok := strings.CutPrefix(name, "Test")
	first, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !unicode.IsLower(first))
}

// callsTable says whether the function calls Table of the package that the file calls name.
func callsTable(body *ast.BlockStmt, name string) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return !found
		}
		switch f := call.Fun.(type) {
		case *ast.Ident:
			found = found || name == "." && f.Name == "Table"
		case *ast.SelectorExpr:
			x, ok := f.X.(*ast.Ident)
			found = found || ok && x.Name == name && f.Sel.Name == "Table"
		}
		return !found
	})
	return found
}
