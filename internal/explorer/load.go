package explorer

import (
	"context"
	"fmt"
	"go/ast"
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

// A program is what there is to rewrite: the packages that were named with their tests, and those of the user's
// that they need.
type program struct {
	fset     *token.FileSet
	overlay  map[string][]byte   // what is taken for the text of files
	named    []string            // the import paths of the packages that were named, in order
	modules  map[string]string   // of the packages that were named: the path of the module
	units    map[string]*unit    // by ID: those that are checked from their source
	order    []*unit             // what is imported comes first
	exports  map[string]string   // the files of what the compiler has made of the others, by import path
	compiled types.Importer      // which reads these
	with     []string            // patterns of the other packages to rewrite
	loaded   []*packages.Package // all there are, what is imported first
	problems []string            // what does not build, with its position, a line each
	words    []string            // what go list says without one
	lacking  []string            // what cannot be imported, for a reason that is among the others
}

// A unit is a package, or a variant of it that has tests.
type unit struct {
	*packages.Package
	isWanted bool           // it is to be rewritten
	cgo      token.Position // of an import of C, which keeps it from that
	files    []*ast.File
	sources  map[string][]byte
	types    *types.Package
	info     *types.Info
}

// A BuildError says what in the user's code does not build.
type BuildError struct{ Lines []string }

func (e *BuildError) Error() string {
	return "what is to be explored does not build:\n" + strings.Join(e.Lines, "\n")
}

// load finds the packages that are asked for and checks their types.
func load(ctx context.Context, g gocommand.Go, r *Request) (*program, error) {
	config := &packages.Config{
		Context: ctx, Dir: g.Dir, Env: g.Env, BuildFlags: r.fileFlags(), Tests: true,
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
	p := &program{
		fset: token.NewFileSet(), overlay: r.Overlay,
		modules: map[string]string{}, units: map[string]*unit{}, exports: map[string]string{},
	}
	p.compiled = goimporter.ForCompiler(p.fset, "gc", p.export)
	for _, root := range roots {
		if !isTestMain(root) && root.ForTest == "" {
			p.named = append(p.named, root.PkgPath)
			if root.Module != nil {
				p.modules[root.PkgPath] = root.Module.Path
			}
		}
	}
	packages.Visit(roots, nil, func(q *packages.Package) { p.loaded = append(p.loaded, q) })
	p.with = append(slices.Clip(r.With), p.withTests()...)
	for _, q := range p.loaded {
		p.take(q)
	}
	return p, p.failed(r.Patterns)
}

// failed returns what is wrong with the packages.
func (p *program) failed(patterns []string) error {
	named := strings.Join(patterns, " ")
	switch {
	case len(p.problems) > 0:
		slices.Sort(p.problems)
		return &BuildError{Lines: slices.Compact(p.problems)}
	case len(p.words) > 0:
		return &gocommand.Error{Asked: "go list " + named, Words: strings.Join(p.words, "\n")}
	case len(p.lacking) > 0:
		return &BuildError{Lines: p.lacking}
	case len(p.named) == 0:
		return fmt.Errorf("%s names no package", named)
	}
	return nil
}

// isTestMain says whether the package is a program that go test makes.
func isTestMain(p *packages.Package) bool {
	return p.Name == "main" && strings.HasSuffix(p.ID, ".test")
}

// take takes in a package, all imports of which have been taken in.
func (p *program) take(q *packages.Package) {
	if isTestMain(q) {
		return
	}
	u := &unit{Package: q, isWanted: p.isWanted(q)}
	needed := u.isWanted
	for _, i := range q.Imports {
		needed = needed || p.units[i.ID] != nil // two views of one package must not meet
	}
	before := len(p.problems)
	if !needed {
		p.exports[q.PkgPath] = q.ExportFile
	} else {
		p.check(u)
		p.units[q.ID] = u
		p.order = append(p.order, u)
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

// isWanted says whether the package is to be rewritten: one of the user's, or one that was asked for.
func (p *program) isWanted(q *packages.Package) bool {
	importPath := strings.TrimSuffix(q.PkgPath, "_test")
	switch {
	case q.Module == nil || isExplore(importPath):
		return false
	case strings.HasPrefix(importPath, ours+"/internal/") && q.Imports["testing"] == nil && !slices.Contains(p.named, importPath):
		return false // what verdict stands on, and the rewriter itself: no concern of who uses them, and not of the tests
	case q.Module.Main:
		return true
	}
	return slices.ContainsFunc(p.with, func(pattern string) bool { return matches(pattern, q.PkgPath) })
}

// matches says whether the pattern, which may end in /..., is for the package.
func matches(pattern, importPath string) bool {
	if below, ok := strings.CutSuffix(pattern, "/..."); ok {
		return importPath == below || strings.HasPrefix(importPath, below+"/")
	}
	return pattern == importPath
}

// best returns of each package that is to be rewritten the variant with the most files, in order.
func (p *program) best() (best []*unit) {
	at := map[string]int{}
	for _, u := range p.order {
		i, ok := at[u.PkgPath]
		switch {
		case !u.isWanted:
		case !ok:
			at[u.PkgPath] = len(best)
			best = append(best, u)
		case len(u.files) > len(best[i].files):
			best[i] = u
		}
	}
	return best
}

// importPath returns the import path of the package that go test is given for the unit.
func (u *unit) importPath() string {
	if u.ForTest != "" {
		return u.ForTest
	}
	return u.PkgPath
}

// short returns how a package is called: without its module's path.
func (p *program) short(importPath string) string {
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

// fromHere returns a path as it is seen from here, if it is below.
func fromHere(path string) string {
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
func (p *program) problemAt(pos token.Position, message string) {
	pos.Filename = fromHere(pos.Filename)
	p.problems = append(p.problems, fmt.Sprintf("%s: %s", pos, message))
}
