package instrument

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A group is operands that gc reads when it has made the calls among them: those of one call, or of one statement.
// A call is made, and its value kept, where the text has it; variables, fields, elements and entries of maps are read
// at the end, other than by what makes a group of its own (a nested call, an operand of && or ||, a length).
type group struct {
	call  ast.Expr // the last one
	loads []string // the steps of what is read behind it, and stands in front of it
}

// scope rewrites expressions that are a group of their own.
func (f *file) scope(es ...ast.Expr) {
	f.inGroup(group{call: f.lastCall(es...)}, func() { f.exprs(es...) })
}

func (f *file) inGroup(g group, rewrite func()) {
	saved := f.group
	f.group = g
	rewrite()
	if len(f.group.loads) > 0 {
		f.refuse(f.group.call.Pos(), "this call comes before variables to the left of it are read, in a way that is not known: their steps are left out")
	}
	f.group = saved
}

// expr rewrites an expression whose value is used. The innermost of the group that holds the last call is where the
// steps of what is read late go.
func (f *file) expr(e ast.Expr) {
	if e == nil {
		return
	}
	if tv := f.Info.Types[e]; tv.Value != nil || tv.IsType() || tv.IsNil() {
		return
	}
	first := len(f.edits)
	f.plain(e)
	if c := f.group.call; c == nil || len(f.group.loads) == 0 || c.Pos() < e.Pos() || e.End() < c.End() {
		return
	}
	before, after := f.memory()+"After(", ", func() { "+strings.Join(f.group.loads, "; ")+" })"
	if f.isUntyped(e) {
		before, after = "("+before, after+" == true)"
	}
	f.group.loads = nil
	at := f.offset(e.Pos())
	f.edits = slices.Insert(f.edits, first, edit{at, at, before})
	f.insert(e.End(), after)
}

// read rewrites the reading of shared memory.
func (f *file) read(e ast.Expr) {
	if f.isReadLate(e) {
		f.announce(e, func() { f.load(e) })
		return
	}
	f.load(e)
}

func (f *file) load(e ast.Expr) {
	function := "Load(&"
	if p, ok := under(f.typeOf(e)).(*types.Pointer); ok && isArray(p.Elem()) {
		function = "LoadArray(&"
	}
	f.inGroup(group{}, func() {
		f.wrap(e, f.memory()+function, ")", func() { f.path(e) })
	})
}

func isArray(t types.Type) bool {
	_, ok := under(t).(*types.Array)
	return ok
}

// announce leaves an operand as it is, and has the steps of reading it come behind the last call.
func (f *file) announce(e ast.Expr, rewrite func()) {
	var steps string
	f.inGroup(group{}, func() { steps = f.rendered(e, rewrite) })
	f.group.loads = append(f.group.loads, steps)
}

// isReadLate says whether gc reads e behind a call that the text has behind e.
func (f *file) isReadLate(e ast.Expr) bool {
	return f.group.call != nil && e.End() <= f.group.call.Pos() && f.lastCall(e) == nil
}

// lastCall returns the last call among operands, nil if there is none whose value could be passed on.
func (f *file) lastCall(es ...ast.Expr) (last ast.Expr) {
	for _, e := range es {
		if e == nil {
			continue
		}
		ast.Inspect(e, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if ok && f.isCall(e) {
				last = e
				return false
			}
			_, isLit := n.(*ast.FuncLit)
			return !isLit
		})
	}
	if last != nil && !f.isOne(last) {
		return nil
	}
	return last
}

// isCall says whether other code runs, or memory changes, when an expression is evaluated.
func (f *file) isCall(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.CallExpr:
		t := f.Info.Types[e.Fun]
		if t.IsBuiltin() {
			name := builtinName(e)
			return name == "append" || name == "copy"
		}
		return !t.IsType()
	case *ast.UnaryExpr:
		return e.Op == token.ARROW
	}
	return false
}

// isOne says whether an expression has one value.
func (f *file) isOne(e ast.Expr) bool {
	tv := f.Info.Types[e]
	_, isTuple := tv.Type.(*types.Tuple)
	return tv.IsValue() && !isTuple
}

// isUntyped says whether the value of an expression is an untyped boolean: it takes the type of what it goes to.
func (f *file) isUntyped(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		switch e.Op {
		case token.LAND, token.LOR:
			return f.isUntyped(e.X) && f.isUntyped(e.Y)
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return true
		}
	case *ast.UnaryExpr:
		return e.Op == token.NOT && f.isUntyped(e.X)
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && f.Info.Uses[id] != nil && f.Info.Uses[id].Pkg() == nil && f.Info.Types[id].Value != nil // true or false
}
