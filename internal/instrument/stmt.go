package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (f *file) block(b *ast.BlockStmt) {
	if b != nil {
		f.list(b.List)
	}
}

func (f *file) list(list []ast.Stmt) {
	for _, s := range list {
		f.stmt(s)
	}
}

// simple rewrites the statement in front of a condition or behind the body of a loop.
func (f *file) simple(s ast.Stmt) {
	switch s := s.(type) {
	case nil:
	case *ast.AssignStmt:
		f.assign(s, false)
	case *ast.SendStmt:
		f.send(s, false)
	default:
		f.stmt(s)
	}
}

// stmt rewrites a statement of a list.
func (f *file) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.AssignStmt:
		f.assign(s, true)
	case *ast.IncDecStmt:
		f.update(s.X, s.TokPos, s.Tok, nil)
	case *ast.ExprStmt:
		f.scope(s.X)
	case *ast.SendStmt:
		f.send(s, true)
	case *ast.DeclStmt:
		if d, ok := s.Decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
			after := ""
			for _, spec := range d.Specs {
				spec := spec.(*ast.ValueSpec)
				f.values(len(spec.Names), spec.Values)
				after += f.declared(spec.Names)
			}
			f.insert(s.End(), after)
		}
	case *ast.GoStmt:
		f.goStmt(s)
	case *ast.DeferStmt:
		f.deferStmt(s)
	case *ast.ReturnStmt:
		f.returnStmt(s)
	case *ast.LabeledStmt:
		f.label = s.Label.Name
		f.stmt(s.Stmt)
		f.label = ""
	case *ast.BranchStmt:
		f.branch(s)
	case *ast.BlockStmt:
		f.block(s)
	default:
		f.control(s)
	}
}

// returnStmt rewrites a return statement. One without values reads the results. One with values sets those results
// that have names, which is a step where others know of them: what is deferred, say.
//
//	return f() // with results (n int, err error)
//	{ v, w := f(); memory.At(&err).Store(w); return v, w }
func (f *file) returnStmt(s *ast.ReturnStmt) {
	var loads string
	names, to, isShared := f.resultNames(s)
	if !isShared {
		f.scope(s.Results...)
		return
	}
	if len(s.Results) == 0 {
		for _, name := range names {
			if name != "" {
				loads += fmt.Sprintf("%sLoad(%s); ", f.memory(), name)
			}
		}
		f.wrap(s, "{ "+loads, " }", func() {})
		return
	}
	f.hold(s, "{ ", to, s.Results, func(values []string) (text string) {
		for i, name := range names {
			if name != "" {
				text += fmt.Sprintf("%sAt(%s).Store(%s); ", f.memory(), name, values[i])
			}
		}
		return text + "return " + strings.Join(values, ", ") + " }"
	})
}

// resultNames returns the types of the results, and pointers to those that are shared.
func (f *file) resultNames(s *ast.ReturnStmt) (names []string, to []types.Type, isShared bool) {
	if f.results == nil {
		return nil, nil, false
	}
	for _, field := range f.results.List {
		for _, id := range field.Names {
			name := ""
			if v := f.variable(id); f.isShared(v) && !f.isReturned(v, s, len(names)) {
				name, isShared = f.pointerTo(v, s.Pos()), true
			}
			names, to = append(names, name), append(to, f.typeOf(id))
		}
	}
	return names, to, isShared
}

// pointerTo returns a pointer to a result. Where something else has its name, it is one that the function begins with.
func (f *file) pointerTo(v *types.Var, pos token.Pos) string {
	if f.isVisible(v, pos) {
		return "&" + v.Name()
	}
	if f.pointers[v] == "" {
		f.pointers[v] = f.temp()
	}
	return f.pointers[v]
}

// isReturned says whether the ith result is set to what it is: then gc does not set it.
func (f *file) isReturned(v *types.Var, s *ast.ReturnStmt, i int) bool {
	return i < len(s.Results) && f.variable(s.Results[i]) == v
}

// isVisible says whether the name of a variable stands for it at a place.
func (f *file) isVisible(v *types.Var, pos token.Pos) bool {
	inner := v.Parent().Innermost(pos)
	if inner == nil {
		return false
	}
	_, found := inner.LookupParent(v.Name(), pos)
	return found == v
}

// functionBody rewrites the body of a function with these results.
func (f *file) functionBody(t *ast.FuncType, b *ast.BlockStmt) {
	results, loops, pointers, saved := f.results, f.loops, f.pointers, f.kept
	var kept []string
	f.results, f.loops, f.pointers, f.kept = t.Results, nil, map[*types.Var]string{}, &kept
	f.parameters(t, b)
	f.block(b)
	if len(kept) > 0 {
		f.insert(b.Lbrace+1, " var "+strings.Join(kept, ", ")+" any;")
	}
	if t.Results != nil {
		for _, field := range t.Results.List {
			for _, id := range field.Names {
				if name := f.pointers[f.variable(id)]; name != "" {
					f.insert(b.Lbrace+1, fmt.Sprintf(" %s := &%s;", name, id.Name))
				}
			}
		}
	}
	f.results, f.loops, f.pointers, f.kept = results, loops, pointers, saved
}

func (f *file) deferStmt(s *ast.DeferStmt) {
	if c := f.foreign(s.Call); c != nil {
		c.later(s, "defer ", "()")
		return
	}
	f.call(s.Call)
}

// control rewrites a statement that holds lists of others.
func (f *file) control(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.IfStmt:
		f.simple(s.Init)
		f.scope(s.Cond)
		f.block(s.Body)
		if s.Else != nil {
			f.stmt(s.Else)
		}
	case *ast.ForStmt:
		f.forStmt(s)
	case *ast.RangeStmt:
		f.rangeStmt(s)
	case *ast.SwitchStmt:
		f.simple(s.Init)
		if s.Tag != nil {
			f.scope(s.Tag)
		}
		f.clauses(s.Body)
	case *ast.TypeSwitchStmt:
		f.simple(s.Init)
		f.scope(typeSwitched(s.Assign))
		f.clauses(s.Body)
	case *ast.SelectStmt:
		f.selectStmt(s)
	}
}

// typeSwitched returns the x of switch x.(type).
func typeSwitched(s ast.Stmt) ast.Expr {
	switch s := s.(type) {
	case *ast.ExprStmt:
		return s.X.(*ast.TypeAssertExpr).X
	case *ast.AssignStmt:
		return s.Rhs[0].(*ast.TypeAssertExpr).X
	}
	return nil
}

func (f *file) clauses(b *ast.BlockStmt) {
	for _, c := range b.List {
		c := c.(*ast.CaseClause)
		for _, e := range c.List {
			f.scope(e)
		}
		f.list(c.Body)
	}
}

// send rewrites a send statement: the channel is read when the value is there.
func (f *file) send(s *ast.SendStmt, inList bool) {
	if inList && !f.isConstant(s.Chan) && f.lastCall(s.Chan) == nil && f.lastCall(s.Value) != nil {
		c := f.rendered(s.Chan, func() { f.scope(s.Chan) })
		element := under(f.typeOf(s.Chan)).(*types.Chan).Elem()
		f.hold(s, "{ ", []types.Type{element}, []ast.Expr{s.Value}, func(values []string) string {
			return fmt.Sprintf("%sTo(%s).Send(%s) }", f.channel(), c, values[0])
		})
		return
	}
	f.insert(s.Pos(), f.channel()+"To(")
	f.scope(s.Chan)
	f.replace(s.Arrow, s.Arrow+2, ").Send(")
	f.scope(s.Value)
	f.insert(s.End(), ")")
}
