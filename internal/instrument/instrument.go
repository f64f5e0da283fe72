// Package instrument rewrites Go source so that package explore can run it under every interleaving.
package instrument

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// shims is what the import paths of the shims begin with.
const shims = "github.com/counterpoint-go/counterpoint/explore/shim/"

// shimOf is what is imported in place of which package.
var shimOf = map[string]string{
	"sync": shims + "sync", "sync/atomic": shims + "atomic", "time": shims + "time", "context": shims + "context", "testing": shims + "testing",
}

// A Package is one to rewrite, or a variant of it that has its tests.
type Package struct {
	Fset    *token.FileSet
	Types   *types.Package
	Info    *types.Info
	Files   []*ast.File
	Sources map[string][]byte // by the name that Fset has
}

// A Config says what is to become of a package.
type Config struct {
	// Explored says whether the test of this name is to be explored.
	Explored func(test string) bool
}

// A Result is what has become of a package.
type Result struct {
	Files    map[string][]byte // what was rewritten, by the name of the file
	Refusals []Refusal
}

// A Refusal is a place that was left as it is.
type Refusal struct {
	Pos token.Position
	Why string
}

// An edit replaces what is between two offsets.
type edit struct {
	from, to int
	text     string
}

// Rewrite rewrites the package.
func (c *Config) Rewrite(p *Package) (*Result, error) {
	r := &Result{Files: map[string][]byte{}}
	for _, f := range p.Files {
		name := p.Fset.Position(f.Package).Filename
		source, ok := p.Sources[name]
		if !ok {
			return nil, fmt.Errorf("instrument: there is no source of %s", name)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if g, ok := n.(*ast.GoStmt); ok {
				r.Refusals = append(r.Refusals, Refusal{p.Fset.Position(g.Go), "a go statement is not rewritten yet"})
			}
			return true
		})
		if edits := c.edits(p, f); len(edits) > 0 {
			r.Files[name] = apply(source, edits)
		}
	}
	return r, nil
}

func (c *Config) edits(p *Package, f *ast.File) (edits []edit) {
	offset := func(pos token.Pos) int { return p.Fset.Position(pos).Offset }
	for _, spec := range f.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if shim := shimOf[path]; shim != "" {
			edits = append(edits, edit{offset(spec.Path.Pos()), offset(spec.Path.End()), strconv.Quote(shim)})
		}
	}
	explored := false
	for _, decl := range f.Decls {
		d, ok := decl.(*ast.FuncDecl)
		if !ok || !isTest(p, d) {
			continue
		}
		if !c.Explored(d.Name.Name) {
			edits = append(edits, edit{offset(d.Name.Pos()), offset(d.Name.Pos()), "explorerLeaves"})
			continue
		}
		explored = true
		params := string(p.Sources[p.Fset.Position(f.Package).Filename][offset(d.Type.Params.Pos()):offset(d.Type.Params.End())])
		edits = append(edits,
			edit{offset(d.Type.Params.Pos()), offset(d.Body.Lbrace), "(explorerT *explorerTesting.T) { explorerRunner.Test(explorerT, func" + params + " "},
			edit{offset(d.Body.Rbrace), offset(d.Body.Rbrace) + 1, "}) }"})
	}
	if explored {
		edits = append(edits, edit{offset(f.Name.End()), offset(f.Name.End()), `; import explorerTesting "testing"; import explorerRunner "` + shims + `runner"`})
	}
	return edits
}

// isTest says whether the function is a test.
func isTest(p *Package, d *ast.FuncDecl) bool {
	f, ok := p.Info.Defs[d.Name].(*types.Func)
	if !ok || d.Recv != nil || d.Body == nil || !strings.HasPrefix(d.Name.Name, "Test") {
		return false
	}
	params := f.Signature().Params()
	return params.Len() == 1 && params.At(0).Type().String() == "*testing.T"
}

// apply makes the edits.
func apply(source []byte, edits []edit) (out []byte) {
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	at := 0
	for _, e := range edits {
		out = append(append(out, source[at:e.from]...), e.text...)
		at = e.to
	}
	return append(out, source[at:]...)
}
