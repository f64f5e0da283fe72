// Package rebuild loads packages of a user's module from their source, with all that they need of it, and has the go
// command build them with other texts in the place of their files. Nothing of the user's is touched: the texts are seen by
// an overlay, and so is another go.mod or go.work, which leads to the packages that the new texts import. These are carried
// along, see counterpoint.Sources, so that neither a change of the user's go.mod nor a network is needed.
package rebuild

import (
	"context"
	"fmt"
	goimporter "go/importer"
	"go/token"
	"go/types"
	"go/version"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// A Request is what is to be loaded.
type Request struct {
	Patterns []string          // of packages, as go test takes them
	Tags     string            // as -tags of the go command
	Race     bool              // with the race detector
	With     []string          // other packages to rewrite, by import path, or all below one with /...
	Overlay  map[string][]byte // what is to be taken for the text of files, by their paths
	Temp     string            // a folder for all that is temporary, which the caller removes

	// Wanted returns what says whether a package is to be rewritten.
	Wanted func(*Program) func(*packages.Package) bool
}

// FileFlags returns the flags of the go command that say which files belong to a package.
func (r *Request) FileFlags() (flags []string) {
	if r.Tags != "" {
		flags = append(flags, "-tags="+r.Tags)
	}
	if r.Race {
		flags = append(flags, "-race")
	}
	return flags
}

// A Program is what there is to rewrite: the packages that were named with their tests, and those of the user's
// that they need.
type Program struct {
	Request
	Fset   *token.FileSet
	Named  []string            // the import paths of the packages that were named, in order
	Loaded []*packages.Package // all there are, what is imported first
	Units  []*Unit             // those that are checked from their source, in that order

	place    place
	modules  map[string]string // of the packages that were named: the path of the module
	units    map[string]*Unit  // by ID
	exports  map[string]string // the files of what the compiler has made of the others, by import path
	compiled types.Importer    // which reads these
	problems []string          // what does not build, with its position, a line each
	words    []string          // what go list says without one
	lacking  []string          // what cannot be imported, for a reason that is among the others
}

// A Unit is a package, or a variant of it that has tests, with its syntax and its types.
type Unit struct {
	*packages.Package
	Sources  map[string][]byte // the texts of its files
	IsWanted bool              // it is to be rewritten
	Cgo      token.Position    // of an import of C
}

// A BuildError says what in the user's code does not build.
type BuildError struct{ Lines []string }

func (e *BuildError) Error() string {
	return "what is to be rewritten does not build:\n" + strings.Join(e.Lines, "\n")
}

// Load finds the packages that are asked for and checks their types.
func Load(ctx context.Context, g gocommand.Go, r Request) (*Program, error) {
	for _, pattern := range r.Patterns {
		if strings.HasSuffix(pattern, ".go") {
			return nil, fmt.Errorf("%s is a file: name the package that it is of", pattern)
		}
	}
	where, err := findPlace(ctx, g)
	if err != nil {
		return nil, err
	}
	config := &packages.Config{
		Context: ctx, Dir: g.Dir, Env: g.Env, BuildFlags: r.FileFlags(), Tests: true,
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps |
			packages.NeedModule | packages.NeedExportFile | packages.NeedForTest | packages.NeedTypesSizes,
	}
	roots, err := packages.Load(config, r.Patterns...)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		_, words, found := strings.Cut(err.Error(), "stderr: ")
		if !found {
			words = err.Error()
		}
		return nil, &gocommand.Error{Asked: "go list " + strings.Join(r.Patterns, " "), Words: strings.TrimSpace(words)}
	}
	p := &Program{
		Request: r, Fset: token.NewFileSet(), place: where,
		modules: map[string]string{}, units: map[string]*Unit{}, exports: map[string]string{},
	}
	p.compiled = goimporter.ForCompiler(p.Fset, "gc", p.export)
	for _, root := range roots {
		if !isTestMain(root) && root.ForTest == "" {
			p.Named = append(p.Named, root.PkgPath)
			if root.Module != nil {
				p.modules[root.PkgPath] = root.Module.Path
			}
		}
	}
	packages.Visit(roots, nil, func(q *packages.Package) { p.Loaded = append(p.Loaded, q) })
	wanted := r.Wanted(p)
	for _, q := range p.Loaded {
		p.take(q, wanted(q))
	}
	return p, p.failed()
}

// failed returns what is wrong with the packages.
func (p *Program) failed() error {
	named := strings.Join(p.Patterns, " ")
	switch {
	case len(p.problems) > 0:
		slices.Sort(p.problems)
		return &BuildError{Lines: slices.Compact(p.problems)}
	case len(p.words) > 0:
		return &gocommand.Error{Asked: "go list " + named, Words: strings.Join(p.words, "\n")}
	case len(p.lacking) > 0:
		return &BuildError{Lines: p.lacking}
	case len(p.Named) == 0:
		return fmt.Errorf("%s names no package", named)
	}
	return nil
}

// isTestMain says whether the package is a program that go test makes.
func isTestMain(p *packages.Package) bool {
	return p.Name == "main" && strings.HasSuffix(p.ID, ".test")
}

// take takes in a package, all imports of which have been taken in.
func (p *Program) take(q *packages.Package, isWanted bool) {
	if isTestMain(q) {
		return
	}
	u := &Unit{Package: q, IsWanted: isWanted}
	needed := u.IsWanted
	for _, i := range q.Imports {
		needed = needed || p.units[i.ID] != nil // two views of one package must not meet
	}
	before := len(p.problems)
	if !needed {
		p.exports[q.PkgPath] = q.ExportFile
	} else {
		p.check(u)
		p.units[q.ID] = u
		p.Units = append(p.Units, u)
	}
	if len(p.problems) > before { // told from the source, at the user's lines
		return
	}
	for _, e := range q.Errors {
		if e.Pos == "" || e.Pos == "-" {
			p.words = append(p.words, strings.TrimSpace(e.Msg))
		} else {
			p.problems = append(p.problems, e.Pos+": "+strings.TrimSpace(e.Msg))
		}
	}
}

// IsAsked says whether the package is one of the user's, or one of others that was asked for.
func (p *Program) IsAsked(q *packages.Package) bool {
	if q.Module == nil || q.Module.Main {
		return q.Module != nil
	}
	return slices.ContainsFunc(p.With, func(pattern string) bool { return matches(pattern, q.PkgPath) })
}

// matches says whether the pattern, which may end in /..., is for the package.
func matches(pattern, importPath string) bool {
	if below, ok := strings.CutSuffix(pattern, "/..."); ok {
		return importPath == below || strings.HasPrefix(importPath, below+"/")
	}
	return pattern == importPath
}

// Best returns of each package that is to be rewritten the variant with the most files, in order.
func (p *Program) Best() (best []*Unit) {
	at := map[string]int{}
	for _, u := range p.Units {
		i, ok := at[u.PkgPath]
		switch {
		case !u.IsWanted:
		case !ok:
			at[u.PkgPath] = len(best)
			best = append(best, u)
		case len(u.Syntax) > len(best[i].Syntax):
			best[i] = u
		}
	}
	return best
}

// UnitOf returns the unit that a package has become, nil if it is not checked from its source.
func (p *Program) UnitOf(q *packages.Package) *Unit { return p.units[q.ID] }

// ImportPath returns the import path of the package that go test is given for the unit.
func (u *Unit) ImportPath() string { return ImportPath(u.Package) }

// ImportPath returns the import path of a package, for tests outside of one that of the package that they are of.
func ImportPath(q *packages.Package) string {
	if q.ForTest != "" && q.PkgPath == q.ForTest+"_test" {
		return q.ForTest
	}
	return q.PkgPath
}

// Short returns how a package is called: without its module's path.
func (p *Program) Short(importPath string) string {
	if rest, ok := strings.CutPrefix(importPath, p.modules[importPath]+"/"); ok && p.modules[importPath] != "" {
		return rest
	}
	return path.Base(importPath)
}

// isOlder says whether a version of Go is older than another one. One that cannot be told is not.
func isOlder(goversion, than string) bool {
	v, _, _ := strings.Cut(goversion, " ")
	return version.IsValid(v) && version.Compare(v, than) < 0
}

// FromHere returns a path as it is seen from here, if it is below.
func FromHere(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(wd, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}

// problemAt takes in what does not build.
func (p *Program) problemAt(pos token.Position, message string) {
	pos.Filename = FromHere(pos.Filename)
	p.problems = append(p.problems, fmt.Sprintf("%s: %s", pos, message))
}
