package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A Package is what is rewritten: the syntax, types and text of the files that are compiled together.
type Package struct {
	Fset    *token.FileSet
	Types   *types.Package
	Info    *types.Info
	Files   []*ast.File
	Sources map[string][]byte // by file name
}

// A Config says how.
type Config struct {
	// Explored says which tests become explorations. The others are skipped. Nil is all of them.
	Explored func(test string) bool
	// Rewritten says which packages are rewritten too, by import path, so that they share the types of the shims.
	// Nil is all but those of the standard library.
	Rewritten func(path string) bool
	// All has also the variables be steps that no other goroutine can get at. Nothing more is found so: it is for
	// tests, in which what is known of variables is not to hide how they are rewritten.
	All bool
}

// A Result is what has come of it.
type Result struct {
	Files    map[string][]byte // those that changed
	Refusals []Refusal
}

// A Refusal is a place that cannot be rewritten so that it does the same and an exploration sees all of it.
type Refusal struct {
	Pos token.Position
	Why string
}

func (r Refusal) String() string { return fmt.Sprintf("%s: %s", r.Pos, r.Why) }

// A rewriting is that of one package.
type rewriting struct {
	*Config
	*Package
	result  *Result
	escapes escapes
	left    map[*ast.FuncDecl]bool // tests that are not rewritten
	used    map[types.Object]bool  // what is named other than by its declaration

	prepared map[types.Object]bool // variables that TestMain gives a value
}

// Rewrite rewrites a package. The error is about p: a file whose text is missing.
func (c *Config) Rewrite(p *Package) (*Result, error) {
	r := &rewriting{Config: c, Package: p, used: map[types.Object]bool{}, prepared: map[types.Object]bool{}, left: map[*ast.FuncDecl]bool{}, result: &Result{Files: map[string][]byte{}}}
	if r.isRefused() {
		r.sort()
		return r.result, nil
	}
	r.escapes = findEscapes(p)
	r.findPrepared()
	for _, o := range p.Info.Uses {
		r.used[o] = true
	}
	var files []*file
	for i, syntax := range p.Files {
		f, err := r.newFile(i, syntax)
		if err != nil {
			return nil, err
		}
		f.decls()
		files = append(files, f)
	}
	r.reinit(files)
	for _, f := range files {
		if len(f.edits) > 0 || f.tail != "" {
			r.result.Files[f.name] = f.finish()
		}
	}
	r.sort()
	return r.result, nil
}

// sort puts the refusals into the order of the text, and drops what is said twice.
func (r *rewriting) sort() {
	slices.SortStableFunc(r.result.Refusals, func(a, b Refusal) int {
		return comparePositions(a.Pos, b.Pos)
	})
	r.result.Refusals = slices.Compact(r.result.Refusals)
}

func (r *rewriting) refuse(pos token.Pos, why string, args ...any) {
	r.result.Refusals = append(r.result.Refusals, Refusal{r.Fset.Position(pos), fmt.Sprintf(why, args...)})
}
