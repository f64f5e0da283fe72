package instrument

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"slices"
	"strconv"
	"strings"
)

// A file is one that is being rewritten.
type file struct {
	*rewriting
	index      int // among those of the package
	name       string
	syntax     *ast.File
	tok        *token.File
	src        []byte
	edits      edits
	imports    map[string]bool       // of the shims that the new text needs
	tail       string                // what goes behind the last line
	constraint string                // what goes in front of the first
	temps      int                   // how many temporary names there are
	results    *ast.FieldList        // of the function
	pointers   map[*types.Var]string // to those that have no name somewhere
	label      string                // of the statement
	loops      []loop                // around the statement
	kept       *[]string             // what its calls need variables for, see foreign; nil outside of functions
	group      group
}

func (r *rewriting) newFile(i int, syntax *ast.File) (*file, error) {
	tok := r.Fset.File(syntax.FileStart)
	f := &file{rewriting: r, index: i, name: tok.Name(), syntax: syntax, tok: tok, imports: map[string]bool{}}
	var ok bool
	if f.src, ok = r.Sources[f.name]; !ok {
		return nil, fmt.Errorf("instrument: there is no text of %s", f.name)
	}
	return f, nil
}

func (f *file) offset(pos token.Pos) int { return f.tok.Offset(pos) }

// insert inserts text.
func (f *file) insert(pos token.Pos, text string) {
	if text != "" {
		f.replace(pos, pos, text)
	}
}

// replace replaces what is between two places, but for the line breaks there.
func (f *file) replace(from, to token.Pos, text string) {
	e := edit{f.offset(from), f.offset(to), text}
	e.text += strings.Repeat("\n", strings.Count(string(f.src[e.start:e.end]), "\n"))
	f.edits = append(f.edits, e)
}

// wrap puts text around a node.
func (f *file) wrap(n ast.Node, before, after string, inner func()) {
	f.insert(n.Pos(), before)
	inner()
	f.insert(n.End(), after)
}

// rendered returns the text of a node as rewriting it makes it, and leaves the node alone where it is.
func (f *file) rendered(n ast.Node, rewrite func()) string {
	return flatten(f.renderedLines(n, rewrite))
}

func (f *file) renderedLines(n ast.Node, rewrite func()) string {
	saved := f.edits
	f.edits = nil
	rewrite()
	text := string(f.edits.apply(f.src, f.offset(n.Pos()), f.offset(n.End())))
	f.edits = saved
	return text
}

// temp returns a name that is not used yet.
func (f *file) temp() string {
	f.temps++
	return fmt.Sprintf("_cp_%d", f.temps)
}

// The packages that new text calls, and those whose imports are replaced.
const (
	shims      = "github.com/counterpoint-go/counterpoint/explore/shim/"
	memoryName = "_cp_memory."
	testName   = "_cp_testing."
)

var swapped = map[string]string{
	"sync": "sync", "sync/atomic": "atomic", "time": "time", "context": "context", "runtime": "runtime",
	"math/rand": "rand", "math/rand/v2": "rand/v2", "testing": "testing",
}

// shim returns how the new text calls a shim by this name.
func (f *file) shim(name string) string {
	f.imports[shims+name] = true
	return "_cp_" + name + "."
}

func (f *file) memory() string  { return f.shim("memory") }
func (f *file) channel() string { return f.shim("channel") }

// swapImports replaces the imports of what there are shims for.
func (f *file) swapImports() {
	for _, spec := range f.syntax.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if shim, ok := swapped[path]; ok {
			path = shims + shim
		}
		switch text := strconv.Quote(path); {
		case f.isLeftAlone(spec):
			f.replace(spec.Pos(), spec.Path.End(), "_ "+text)
		case text != spec.Path.Value:
			f.replace(spec.Path.Pos(), spec.Path.End(), text)
		}
	}
}

// isLeftAlone says whether what is imported is used by nothing but tests that are left, and not compiled.
func (f *file) isLeftAlone(spec *ast.ImportSpec) bool {
	name := f.Info.Implicits[spec]
	if spec.Name != nil {
		name = f.Info.Defs[spec.Name]
	}
	by, left := 0, 0 // by how many declarations it is used
	for _, d := range f.syntax.Decls {
		if f.uses(d, name) {
			by++
			if function, ok := d.(*ast.FuncDecl); ok && f.left[function] {
				left++
			}
		}
	}
	return left > 0 && left == by
}

// uses says whether the object is named in n.
func (f *file) uses(n ast.Node, o types.Object) (used bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		used = used || ok && o != nil && f.Info.Uses[id] == o
		return !used
	})
	return used
}

// finish returns the new text.
func (f *file) finish() []byte {
	var list string
	for path := range f.imports {
		name := path[strings.LastIndex(path, "/")+1:]
		list += fmt.Sprintf("; import _cp_%s %q", name, path)
	}
	f.upgrade()
	parts := strings.Split(list, ";")
	slices.Sort(parts)
	f.insert(f.syntax.Name.End(), strings.Join(parts, ";"))
	text := bytes.TrimPrefix(f.edits.apply(f.src, 0, len(f.src)), []byte("\uFEFF"))
	return fmt.Appendf(nil, "%s//line %s:1\n%s%s", f.constraint, f.name, text, f.tail)
}

// isFrom says whether a file is of a language version or a later one.
func isFrom(v string, p *Package, syntax *ast.File) bool {
	is := cmp.Or(p.Info.FileVersions[syntax], p.Types.GoVersion())
	return is == "" || version.Compare(version.Lang(is), v) >= 0
}

// perIteration says whether the variables of a loop are new ones in each iteration.
func perIteration(p *Package, syntax *ast.File) bool { return isFrom("go1.22", p, syntax) }

// upgrade has a file be of a language version that has generic functions, which is what it calls. What the file holds
// means the same in that: only a build constraint can say so, of which there is one in a file.
func (f *file) upgrade() {
	if isFrom("go1.18", f.Package, f.syntax) {
		return
	}
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			if tags, ok := strings.CutPrefix(c.Text, "//go:build "); ok && c.Pos() < f.syntax.Package {
				f.replace(c.Pos(), c.End(), "//go:build go1.18 && ("+strings.TrimSpace(tags)+")")
				return
			}
		}
	}
	f.constraint = "//go:build go1.18\n\n"
}

func (f *file) typeOf(e ast.Expr) types.Type { return f.Info.TypeOf(e) }

// decls rewrites the declarations.
func (f *file) decls() {
	f.swapImports()
	inits := 0
	for _, d := range f.syntax.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			f.genDecl(d)
		case *ast.FuncDecl:
			if d.Name.Name == "init" && d.Recv == nil && d.Body != nil {
				f.initFunc(d, inits)
				inits++
			}
			f.funcDecl(d)
		}
	}
}

func (f *file) genDecl(d *ast.GenDecl) {
	if d.Tok == token.TYPE {
		f.padding(d)
	}
	if d.Tok != token.VAR {
		return
	}
	for _, s := range d.Specs {
		f.valueSpec(s.(*ast.ValueSpec))
	}
}

// valueSpec rewrites what variables are initialised with.
func (f *file) valueSpec(s *ast.ValueSpec) {
	if len(s.Names) == 2 && len(s.Values) == 1 && f.commaOk(s.Values[0]) {
		return
	}
	f.exprs(s.Values...)
}

func (f *file) funcDecl(d *ast.FuncDecl) {
	if d.Body == nil {
		return
	}
	if f.left[d] {
		f.leave(d)
		return
	}
	if f.isTest(f.Info.Defs[d.Name]) {
		f.test(d)
	}
	f.functionBody(d.Type, d.Body)
}
