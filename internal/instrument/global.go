package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// reinit has all variables of the package set to what they were when the program started: those without a value
// first, the others in the order of their initialisation, and the init functions then. What TestMain prepares stays.
//
// What is in test files comes after all else, and is arranged for in one of them: the package is compiled without them
// too, of the same text.
func (r *rewriting) reinit(files []*file) {
	var code, tests []*file
	for _, f := range files {
		if strings.HasSuffix(f.name, "_test.go") {
			tests = append(tests, f)
		} else {
			code = append(code, f)
		}
	}
	r.reinitFiles(code)
	r.reinitFiles(tests)
}

func (r *rewriting) reinitFiles(files []*file) {
	var statics, calls, inits []string
	for _, f := range files {
		statics = append(statics, files[0].statics(f)...)
		calls = append(calls, f.zeros()...)
		inits = append(inits, f.initCalls()...)
	}
	for _, i := range r.Info.InitOrder {
		if f := fileOf(files, i.Rhs.Pos()); f != nil {
			calls = append(calls, f.initializer(i)...)
		}
	}
	calls = append(calls, inits...)
	if len(calls) == 0 {
		return
	}
	f := files[0]
	reset := fmt.Sprintf("%sReset(func() { %s })", f.shim("runner"), strings.Join(calls, "; "))
	f.tail += fmt.Sprintf("\nfunc init() { %s }\n", strings.Join(append(statics, reset), "; "))
}

func fileOf(files []*file, pos token.Pos) *file {
	for _, f := range files {
		if f.syntax.FileStart <= pos && pos < f.syntax.FileEnd {
			return f
		}
	}
	return nil
}

// zeros returns calls that give the variables without a value their zero one; a variable that a file is embedded in
// keeps that.
func (f *file) zeros() (calls []string) {
	var names []string
	for _, d := range f.syntax.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.VAR {
			continue
		}
		for _, s := range d.Specs {
			s := s.(*ast.ValueSpec)
			if len(s.Values) > 0 || isEmbedded(d.Doc) || isEmbedded(s.Doc) {
				continue
			}
			for _, id := range s.Names {
				if id.Name != "_" && !f.prepared[f.Info.Defs[id]] {
					names = append(names, fmt.Sprintf("%sZero(&%s)", f.memory(), id.Name))
				}
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{f.function(f.syntax.Package, strings.Join(names, "; "))}
}

func isEmbedded(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for _, c := range doc.List {
		if strings.HasPrefix(c.Text, "//go:embed ") {
			return true
		}
	}
	return false
}

// function adds a function to the end of the file, whose positions are those of the text that it repeats, and
// returns its call.
func (f *file) function(pos token.Pos, body string) string {
	name := fmt.Sprintf("_cp_reset_%d_%s", f.index, f.temp()[len("_cp_"):])
	f.tail += fmt.Sprintf("\n//line %s:%d\nfunc %s() { %s }\n", f.name, f.Fset.PositionFor(pos, false).Line, name, body)
	return name + "()"
}

// initializer returns the call that initialises variables again.
func (f *file) initializer(i *types.Initializer) []string {
	var names []string
	blank := true
	for _, v := range i.Lhs {
		names = append(names, v.Name())
		blank = blank && v.Name() == "_"
		if f.prepared[v] {
			return nil
		}
	}
	if blank && f.lastCall(i.Rhs) == nil || f.isOnce(i.Rhs) || f.isSeed(i.Rhs) {
		return nil // as in var _ I = T{}, or var update = flag.Bool(...)
	}
	text := f.renderedLines(i.Rhs, func() {
		if len(names) != 2 || !f.commaOk(i.Rhs) {
			f.scope(i.Rhs)
		}
	})
	return []string{f.function(i.Rhs.Pos(), strings.Join(names, ", ")+" = "+text)}
}

// initName is the name of the nth init function of the file.
func (f *file) initName(n int) string { return fmt.Sprintf("_cp_init_%d_%d", f.index, n) }

// initFunc gives an init function a name by which it can be called again.
func (f *file) initFunc(d *ast.FuncDecl, n int) {
	f.insert(d.Pos(), fmt.Sprintf("func init() { %s() }; ", f.initName(n)))
	f.replace(d.Name.Pos(), d.Name.End(), f.initName(n))
}

// initCalls returns the calls of the init functions.
func (f *file) initCalls() (calls []string) {
	n := 0
	for _, d := range f.syntax.Decls {
		d, ok := d.(*ast.FuncDecl)
		if !ok || d.Name.Name != "init" || d.Recv != nil || d.Body == nil {
			continue
		}
		name := f.initName(n)
		n++
		if f.isOnce(d.Body) {
			f.refuse(d.Pos(), "this init function registers what can be registered once: it is not called again before each execution")
			continue
		}
		calls = append(calls, name+"()")
	}
	return calls
}

// once are functions that panic when they are called again with the same name.
var once = map[string]bool{
	"flag": true, "expvar": true, "net/http.Handle": true, "net/http.HandleFunc": true, "database/sql.Register": true,
}

// isSeed says whether e makes the seed of a hash. With another one the same keys would be in another order, or behind
// another lock: the executions of one process have the same.
func (f *file) isSeed(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	made, ok := f.Info.Uses[sel.Sel].(*types.Func)
	return ok && made.FullName() == "hash/maphash.MakeSeed"
}

// isOnce says whether something that is done when the program starts can be done then alone.
func (f *file) isOnce(n ast.Node) (is bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if o, ok := f.Info.Uses[id].(*types.Func); ok && o.Pkg() != nil {
				is = is || once[o.Pkg().Path()] || once[o.Pkg().Path()+"."+o.Name()]
			}
		}
		return !is
	})
	return is
}
