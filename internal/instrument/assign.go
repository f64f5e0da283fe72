package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// assign rewrites an assignment. Where it is not in a list of statements, it has to stay a simple one.
func (f *file) assign(s *ast.AssignStmt, inList bool) {
	switch {
	case s.Tok == token.DEFINE:
		f.define(s, inList)
	case s.Tok != token.ASSIGN:
		f.update(s.Lhs[0], s.TokPos, s.Tok, s.Rhs[0])
	case len(s.Lhs) == 1:
		f.assignOne(s, inList)
	default:
		f.assignMany(s, inList)
	}
}

// values rewrites the right side of an assignment to n variables.
func (f *file) values(n int, rhs []ast.Expr) {
	if n == 2 && len(rhs) == 1 && f.commaOk(rhs[0]) {
		return
	}
	f.scope(rhs...)
}

// define rewrites a declaration. Nobody else has got at the new variables yet; those that were there already are
// assigned to behind it.
func (f *file) define(s *ast.AssignStmt, inList bool) {
	after, declared := "", ""
	names := make([]string, len(s.Lhs))
	for i, lhs := range s.Lhs {
		id := lhs.(*ast.Ident)
		names[i] = id.Name
		if inList {
			declared += f.declared([]*ast.Ident{id})
		}
		v, ok := f.Info.Uses[id].(*types.Var)
		if !ok || f.Info.Defs[id] != nil || !f.isShared(v) {
			continue
		}
		var value string
		if len(s.Rhs) == len(s.Lhs) && f.isConstant(s.Rhs[i]) {
			names[i], value = "_", f.text(s.Rhs[i])
		} else {
			names[i] = f.temp()
			value = f.valueOf(s.Rhs, i, names[i], v.Type())
		}
		f.replace(id.Pos(), id.End(), names[i])
		after += fmt.Sprintf("; %sAt(&%s).Store(%s)", f.memory(), id.Name, value)
	}
	if after == "" {
		f.values(len(s.Lhs), s.Rhs)
	} else {
		f.held(names, s.Rhs)
	}
	f.insert(s.End(), declared+after)
}

// mapEntry returns m[k] if an expression is that.
func (f *file) mapEntry(e ast.Expr) *ast.IndexExpr {
	i, ok := ast.Unparen(e).(*ast.IndexExpr)
	if ok && isA[*types.Map](f, i.X) {
		return i
	}
	return nil
}

func (f *file) assignOne(s *ast.AssignStmt, inList bool) {
	lhs, rhs := s.Lhs[0], s.Rhs[0]
	entry := f.mapEntry(lhs)
	switch {
	case entry == nil && !f.isAccess(lhs):
		f.path(lhs)
		f.scope(rhs)
	case inList && !f.isFixed(lhs) && f.lastCall(rhs) != nil:
		f.assignHeld(s, inList)
	case entry != nil:
		f.replace(lhs.Pos(), entry.Pos(), "")
		f.mapKey(entry, ").Set(")
		f.replace(entry.Rbrack, s.TokPos+1, ",")
		f.scope(rhs)
		f.insert(s.End(), ")")
	default:
		f.insert(lhs.Pos(), f.memory()+"At(&")
		f.path(lhs)
		f.replace(lhs.End(), rhs.Pos(), ").Store(")
		f.scope(rhs)
		f.insert(s.End(), ")")
	}
}

// isFixed says whether the place of an assignment is where it is, whatever the calls on the right side do.
func (f *file) isFixed(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return f.Info.Selections[e] == nil || !f.Info.Selections[e].Indirect() && f.isFixed(e.X)
	}
	return false
}

// updates are the functions of memory for each kind of assignment that reads what it assigns to.
var updates = map[token.Token]string{
	token.ADD_ASSIGN: "Add", token.SUB_ASSIGN: "Sub", token.MUL_ASSIGN: "Mul", token.QUO_ASSIGN: "Quo",
	token.REM_ASSIGN: "Rem", token.AND_ASSIGN: "And", token.OR_ASSIGN: "Or", token.XOR_ASSIGN: "Xor",
	token.AND_NOT_ASSIGN: "AndNot", token.SHL_ASSIGN: "Shl", token.SHR_ASSIGN: "Shr",
	token.INC: "Inc", token.DEC: "Dec",
}

// update rewrites x op= y, where y may be nil for ++ and --.
func (f *file) update(x ast.Expr, opPos token.Pos, op token.Token, y ast.Expr) {
	entry := f.mapEntry(x)
	opEnd := opPos + token.Pos(len(op.String()))
	closing := ")"
	switch {
	case entry != nil:
		f.insert(x.Pos(), f.memory()+updates[op]+"At(")
		f.mapAccess(entry, ").Key(")
	case f.isAccess(x):
		f.insert(x.Pos(), f.memory()+updates[op]+"(&")
		f.path(x)
	default:
		f.path(x)
		if y != nil {
			f.scope(y)
		}
		return
	}
	if y == nil {
		f.replace(opPos, opEnd, closing)
		return
	}
	f.replace(opPos, opEnd, ",")
	f.scope(y)
	f.insert(y.End(), closing)
}

// assignMany rewrites an assignment to several places.
func (f *file) assignMany(s *ast.AssignStmt, inList bool) {
	if f.isAnyPlace(s.Lhs) {
		f.assignHeld(s, inList)
		return
	}
	for _, lhs := range s.Lhs {
		f.path(lhs)
	}
	f.values(len(s.Lhs), s.Rhs)
}

// isAnyPlace says whether one of these is shared memory or in a map.
func (f *file) isAnyPlace(es []ast.Expr) bool {
	for _, e := range es {
		if f.mapEntry(e) != nil || f.isAccess(e) {
			return true
		}
	}
	return false
}
