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
	if a, ok := s.(*ast.AssignStmt); ok {
		f.assign(a, false)
	} else if s != nil {
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
		f.send(s)
	case *ast.DeclStmt:
		if d, ok := s.Decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
			for _, spec := range d.Specs {
				spec := spec.(*ast.ValueSpec)
				f.values(len(spec.Names), spec.Values)
			}
		}
	case *ast.GoStmt:
		f.goStmt(s)
	case *ast.DeferStmt:
		f.deferStmt(s)
	case *ast.ReturnStmt:
		f.returnStmt(s)
	case *ast.LabeledStmt:
		f.stmt(s.Stmt)
	case *ast.BlockStmt:
		f.block(s)
	default:
		f.control(s)
	}
}

// returnStmt rewrites a return statement. One without values reads the results.
func (f *file) returnStmt(s *ast.ReturnStmt) {
	loads := ""
	if len(s.Results) == 0 && f.results != nil {
		for _, field := range f.results.List {
			for _, id := range field.Names {
				if v, ok := f.Info.Defs[id].(*types.Var); ok && f.isShared(v) && f.isVisible(v, s.Pos()) {
					loads += fmt.Sprintf("%sLoad(&%s); ", f.memory(), id.Name)
				}
			}
		}
	}
	if loads != "" {
		f.wrap(s, "{ "+loads, " }", func() {})
		return
	}
	f.scope(s.Results...)
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
	savedResults, savedKept := f.results, f.kept
	var kept []string
	f.results, f.kept = t.Results, &kept
	f.block(b)
	f.results, f.kept = savedResults, savedKept
	if len(kept) > 0 {
		f.replace(b.Lbrace, b.Lbrace+1, "{ var "+strings.Join(kept, ", ")+" any;")
	}
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
		f.simple(s.Init)
		if s.Cond != nil {
			f.scope(s.Cond)
		}
		f.simple(s.Post)
		f.block(s.Body)
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

func (f *file) send(s *ast.SendStmt) {
	f.insert(s.Pos(), f.channel()+"To(")
	f.scope(s.Chan)
	f.replace(s.Arrow, s.Arrow+2, ").Send(")
	f.scope(s.Value)
	f.insert(s.End(), ")")
}
