package rebuild

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io"
	"os"
	"slices"
	"strings"
)

// check reads the files of the unit, and checks its types.
func (p *Program) check(u *Unit) {
	u.findCgo(p.Fset)
	u.Sources = map[string][]byte{}
	isParsed := true
	for _, name := range u.CompiledGoFiles {
		source, err := p.read(name)
		if err != nil {
			p.problems = append(p.problems, err.Error())
			continue
		}
		f, err := parser.ParseFile(p.Fset, name, source, parser.ParseComments|parser.SkipObjectResolution|parser.AllErrors)
		var list scanner.ErrorList
		if errors.As(err, &list) {
			list.RemoveMultiples()
			for _, e := range list {
				p.problemAt(e.Pos, e.Msg)
			}
			isParsed = false
		}
		if f != nil {
			u.Syntax = append(u.Syntax, f)
			u.Sources[name] = source
		}
	}
	u.TypesInfo = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{}, Defs: map[*ast.Ident]types.Object{},
		Uses: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
	config := types.Config{
		Importer: importer{p, u}, Sizes: u.TypesSizes, GoVersion: u.language(),
		Error: func(err error) {
			var e types.Error
			if !errors.As(err, &e) || !isParsed { // what comes of other errors is no news
				return
			}
			if strings.HasPrefix(e.Msg, "could not import ") { // go list has said why
				p.lacking = append(p.lacking, fmt.Sprintf("%s: %s", p.Fset.Position(e.Pos), e.Msg))
				return
			}
			p.problemAt(p.Fset.Position(e.Pos), e.Msg)
		},
	}
	u.Types, _ = config.Check(u.PkgPath, p.Fset, u.Syntax, u.TypesInfo) // the errors are in problems
}

// read returns the text of a file.
func (p *Program) read(name string) ([]byte, error) {
	if text, ok := p.Overlay[name]; ok {
		return text, nil
	}
	return os.ReadFile(name)
}

// language returns the version of Go that the unit is written in.
func (u *Unit) language() string {
	switch {
	case u.Module == nil:
		return ""
	case u.Module.GoVersion == "":
		return "go1.16" // which a go.mod without a version stands for
	}
	return "go" + u.Module.GoVersion
}

// findCgo finds out whether a file of the unit imports C.
func (u *Unit) findCgo(fset *token.FileSet) {
	for _, name := range u.GoFiles {
		if slices.Contains(u.CompiledGoFiles, name) {
			continue // cgo makes another file of one that does
		}
		f, err := parser.ParseFile(fset, name, nil, parser.ImportsOnly)
		if err != nil {
			continue
		}
		for _, spec := range f.Imports {
			if spec.Path.Value == `"C"` {
				u.Cgo = fset.Position(spec.Path.Pos())
				return
			}
		}
	}
}

// An importer finds what a unit imports.
type importer struct {
	*Program
	u *Unit
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	q := i.u.Imports[path]
	if q == nil {
		return i.overlaid(path)
	}
	if v := i.units[q.ID]; v != nil {
		if v.Types == nil {
			return nil, fmt.Errorf("could not import %s", path)
		}
		return v.Types, nil
	}
	return i.compiled.Import(q.PkgPath)
}

// overlaid finds a package that the unit's own files do not import, and one of the overlay does.
func (i importer) overlaid(path string) (*types.Package, error) {
	for _, q := range i.Loaded {
		if q.PkgPath == path && len(i.Overlay) > 0 {
			i.exports[path] = q.ExportFile
			return i.compiled.Import(path)
		}
	}
	return nil, fmt.Errorf("could not import %s", path)
}

// export finds the types of a package that is not checked from its source in what the compiler has made of it.
func (p *Program) export(importPath string) (io.ReadCloser, error) {
	if p.exports[importPath] == "" {
		return nil, errors.New("it does not build")
	}
	return os.Open(p.exports[importPath])
}
