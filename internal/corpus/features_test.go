//go:build !race

// These tests start go vet, go test and the explorer, which is the same with the race detector and without.

package corpus

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/require"
)

// What is counted, in the order of the table.
var listed = []string{
	"goroutines", "go close(c)", "captured variables of a loop of Go 1.21",
	"unbuffered channels", "buffered channels", "closed channels", "ranged channels", "channels of channels or functions",
	"select", "select with default", "select of several channels",
	"Mutex", "RWMutex", "RLocker", "TryLock", "embedded locks",
	"WaitGroup", "WaitGroup.Go", "Cond", "method values of a Cond", "Once", "sync.Map", "Pool", "atomics",
	"Sleep", "After", "AfterFunc", "Timer", "Ticker",
	"contexts", "contexts with a timeout",
	"ranged maps", "package variables", "math/rand", "log", "recover", "Gosched",
}

// features is a table of how many broken programs have what.
func features(t *testing.T, bugs []Bug) string {
	t.Helper()
	counts := make(map[string]int)
	for _, bug := range bugs {
		for feature := range featuresOf(t, filepath.Join(bug.Dir, "broken"), files(t, bug, "broken")) {
			counts[feature]++
		}
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, feature := range listed {
		require.NotZero(t, counts[feature], "no program has %s", feature)
		fmt.Fprintf(w, "%s\t%d\n", feature, counts[feature])
		delete(counts, feature)
	}
	require.Empty(t, counts, "features that are not listed")
	w.Flush()
	return b.String()
}

// byName has features that are told by what is selected of a package, or by a method that nothing else has.
var byName = map[string]string{
	"sync.Mutex": "Mutex", "sync.RWMutex": "RWMutex", "sync.WaitGroup": "WaitGroup",
	"sync.Cond": "Cond", "sync.NewCond": "Cond", "sync.Once": "Once", "sync.Map": "sync.Map", "sync.Pool": "Pool",
	"time.Sleep": "Sleep", "time.After": "After", "time.AfterFunc": "AfterFunc", "time.NewTimer": "Timer", "time.NewTicker": "Ticker",
	"context.WithCancel": "contexts", "context.WithTimeout": "contexts with a timeout", "runtime.Gosched": "Gosched",
	".RLocker": "RLocker", ".TryLock": "TryLock", ".Reset": "Timer",
}

// featuresOf returns what a program has.
func featuresOf(t *testing.T, name string, texts map[string]string) map[string]bool {
	t.Helper()
	set := token.NewFileSet()
	var parsed []*ast.File
	for path, text := range texts {
		file, err := parser.ParseFile(set, path, text, parser.ParseComments)
		require.NoError(t, err, name)
		parsed = append(parsed, file)
	}
	// What is imported is left empty: the types of the program's own suffice.
	info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue)}
	config := types.Config{Importer: empty{}, Error: func(error) {}}
	_, _ = config.Check(name, set, parsed, info)

	has := make(map[string]bool)
	for _, file := range parsed {
		for _, i := range file.Imports {
			switch i.Path.Value {
			case `"math/rand"`, `"log"`:
				has[strings.Trim(i.Path.Value, `"`)] = true
			case `"sync/atomic"`:
				has["atomics"] = true
			}
		}
		if file.GoVersion == "go1.21" {
			has["captured variables of a loop of Go 1.21"] = true
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR && !isError(g) {
				has["package variables"] = true
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if n != nil {
				note(has, info, n)
			}
			return true
		})
	}
	return has
}

// note writes down what a node is.
func note(has map[string]bool, info *types.Info, n ast.Node) {
	switch n := n.(type) {
	case *ast.GoStmt:
		has["goroutines"] = true
		if f, ok := n.Call.Fun.(*ast.Ident); ok && f.Name == "close" {
			has["go close(c)"] = true
		}
	case *ast.CallExpr:
		noteCall(has, info, n)
	case *ast.ChanType:
		switch n.Value.(type) {
		case *ast.ChanType, *ast.FuncType:
			has["channels of channels or functions"] = true
		}
	case *ast.StructType:
		for _, f := range n.Fields.List {
			if s, ok := f.Type.(*ast.SelectorExpr); ok && len(f.Names) == 0 && strings.HasSuffix(s.Sel.Name, "Mutex") {
				has["embedded locks"] = true
			}
			if _, ok := f.Type.(*ast.ChanType); ok && len(f.Names) > 0 && f.Names[0].Name == "reply" {
				has["channels of channels or functions"] = true // in a request that is sent
			}
		}
	case *ast.RangeStmt:
		switch typeOf(info, n.X).(type) {
		case *types.Chan:
			has["ranged channels"] = true
		case *types.Map:
			has["ranged maps"] = true
		}
	case *ast.SelectStmt:
		has["select"] = true
		if len(n.Body.List) > 2 || len(n.Body.List) == 2 && !hasDefault(n) {
			has["select of several channels"] = true
		}
	case *ast.CommClause:
		if n.Comm == nil {
			has["select with default"] = true
		}
	case *ast.SelectorExpr:
		if x, ok := n.X.(*ast.Ident); ok && byName[x.Name+"."+n.Sel.Name] != "" {
			has[byName[x.Name+"."+n.Sel.Name]] = true
		} else if byName["."+n.Sel.Name] != "" {
			has[byName["."+n.Sel.Name]] = true
		}
	}
}

func noteCall(has map[string]bool, info *types.Info, call *ast.CallExpr) {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		switch f.Name {
		case "make":
			if _, ok := typeOf(info, call.Args[0]).(*types.Chan); ok {
				has[map[bool]string{true: "buffered channels", false: "unbuffered channels"}[len(call.Args) > 1]] = true
			}
		case "close":
			has["closed channels"] = true
		case "recover":
			has["recover"] = true
		}
	case *ast.SelectorExpr:
		if f.Sel.Name == "Go" {
			has["WaitGroup.Go"], has["goroutines"] = true, true
		}
	}
	for _, arg := range call.Args {
		if s, ok := arg.(*ast.SelectorExpr); ok && s.Sel.Name == "Wait" {
			has["method values of a Cond"] = true
		}
	}
}

func hasDefault(s *ast.SelectStmt) bool {
	for _, c := range s.Body.List {
		if c.(*ast.CommClause).Comm == nil {
			return true
		}
	}
	return false
}

// isError says whether a declaration is of an error that is never assigned to.
func isError(g *ast.GenDecl) bool {
	return strings.HasPrefix(g.Specs[0].(*ast.ValueSpec).Names[0].Name, "Err")
}

// typeOf returns what a type is made of, nil where that is not known.
func typeOf(info *types.Info, e ast.Expr) types.Type {
	if t := info.TypeOf(e); t != nil {
		return t.Underlying()
	}
	return nil
}

// empty imports packages in which nothing is.
type empty struct{}

func (empty) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, path[strings.LastIndex(path, "/")+1:])
	p.MarkComplete()
	return p, nil
}
