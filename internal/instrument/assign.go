package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// assign rewrites an assignment. Where it is not in a list of statements, it has to stay a simple one.
func (f *file) assign(s *ast.AssignStmt, inList bool) {
	switch {
	case s.Tok == token.DEFINE:
		f.define(s)
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
func (f *file) define(s *ast.AssignStmt) {
	after := ""
	places := make([]string, len(s.Lhs)) // of those that are there
	for i, lhs := range s.Lhs {
		id := lhs.(*ast.Ident)
		if v, ok := f.Info.Uses[id].(*types.Var); !ok || f.Info.Defs[id] != nil || !f.isShared(v) {
			continue
		}
		temp := f.temp()
		f.replace(id.Pos(), id.End(), temp)
		places[i] = fmt.Sprintf("%sAt(&%s)", f.memory(), id.Name)
		after += fmt.Sprintf("; %s.Store(%s)", places[i], temp)
	}
	if after == "" || len(s.Rhs) < len(s.Lhs) {
		f.values(len(s.Lhs), s.Rhs)
		f.insert(s.End(), after)
		return
	}
	for i, rhs := range s.Rhs {
		if places[i] == "" {
			f.scope(rhs)
		} else {
			f.wrap(rhs, places[i]+".Value(", ")", func() { f.scope(rhs) })
		}
	}
	f.insert(s.End(), after)
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
	case entry != nil:
		f.replace(lhs.Pos(), entry.Pos(), "")
		f.mapKey(entry, ").Set(")
		f.replace(entry.Rbrack, s.TokPos+1, ",")
		f.scope(rhs)
		f.insert(s.End(), ")")
	case !f.isAccess(lhs):
		f.path(lhs)
		f.scope(rhs)
	case inList && !f.isFixed(lhs) && f.lastCall(s.Rhs) != nil:
		f.assignLate(s)
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

// assignLate assigns a value that a call has to do with: gc looks where it goes when it has made the call.
func (f *file) assignLate(s *ast.AssignStmt) {
	lhs, rhs := s.Lhs[0], s.Rhs[0]
	if f.lastCall(s.Lhs) != nil { // what is called on the left is called first
		f.insert(lhs.Pos(), f.memory()+"At(&")
		f.path(lhs)
		f.replace(lhs.End(), rhs.Pos(), ").Store(")
		f.scope(rhs)
		f.insert(s.End(), ")")
		return
	}
	place := f.rendered(lhs, func() { f.path(lhs) })
	temp := f.temp()
	f.replace(lhs.Pos(), rhs.Pos(), fmt.Sprintf("{ %s := ", temp))
	f.scope(rhs)
	f.insert(s.End(), fmt.Sprintf("; %sAt(&%s).Store(%s) }", f.memory(), place, temp))
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

// assignMany rewrites an assignment to several places: where they are, and what goes there, is evaluated first.
func (f *file) assignMany(s *ast.AssignStmt, inList bool) {
	if !f.isAnyPlace(s.Lhs) {
		for _, lhs := range s.Lhs {
			f.path(lhs)
		}
		f.values(len(s.Lhs), s.Rhs)
		return
	}
	open, closing := "{ ", " }"
	if !inList {
		open, closing = "func() { ", " }()"
	}
	places, values := f.tempList(len(s.Lhs)), f.tempList(len(s.Lhs))
	f.insert(s.Pos(), open+strings.Join(places, ", ")+" := ")
	for _, lhs := range s.Lhs {
		f.place(lhs)
	}
	f.replace(s.TokPos, s.TokPos+1, "; "+strings.Join(values, ", ")+" := ")
	if len(s.Rhs) == 1 {
		f.values(len(s.Lhs), s.Rhs)
	} else {
		for i, rhs := range s.Rhs {
			f.wrap(rhs, places[i]+".Value(", ")", func() { f.scope(rhs) })
		}
	}
	stores := ""
	for i := range places {
		stores += fmt.Sprintf("; %s.Store(%s)", places[i], values[i])
	}
	f.insert(s.End(), stores+closing)
}

func (f *file) tempList(n int) (names []string) {
	for range n {
		names = append(names, f.temp())
	}
	return names
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

// place rewrites what can be assigned to as a place of package memory.
func (f *file) place(e ast.Expr) {
	entry := f.mapEntry(e)
	id, _ := ast.Unparen(e).(*ast.Ident)
	switch {
	case entry != nil:
		f.mapAccess(entry, ").Key(")
	case id != nil && id.Name == "_":
		f.replace(e.Pos(), e.End(), f.memory()+"Blank{}")
	case f.isAccess(e):
		f.wrap(e, f.memory()+"At(&", ")", func() { f.path(e) })
	default:
		f.wrap(e, f.memory()+"Own(&", ")", func() { f.path(e) })
	}
}

// assignTexts returns statements that assign the values of some texts to places, all of which are found first. Where
// nothing is assigned to, e is nil or _.
func (f *file) assignTexts(es []ast.Expr, values []string) (text string) {
	var to []ast.Expr
	var from, places, found []string
	isSimple := true
	for i, e := range es {
		if e = used(e); e != nil {
			to, from = append(to, e), append(from, values[i])
			_, isIdent := ast.Unparen(e).(*ast.Ident)
			isSimple = isSimple && isIdent
		}
	}
	if isSimple || len(to) == 1 {
		for i, e := range to {
			text += f.assignText(e, from[i])
		}
		return text
	}
	for i, e := range to {
		places = append(places, f.temp())
		found = append(found, f.rendered(e, func() { f.place(e) }))
		text += fmt.Sprintf("%s.Store(%s); ", places[i], from[i])
	}
	return strings.Join(places, ", ") + " := " + strings.Join(found, ", ") + "; " + text
}

// assignText returns a statement that assigns the value of some text to a place.
func (f *file) assignText(e ast.Expr, value string) string {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok && !f.isAccess(e) {
		return fmt.Sprintf("%s = %s; ", id.Name, value)
	}
	return fmt.Sprintf("%s.Store(%s); ", f.rendered(e, func() { f.place(e) }), value)
}
