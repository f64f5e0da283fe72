package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// assignHeld rewrites an assignment in the order of gc: what is called on the left side is called first, and then
// what is on the right; where the values go is evaluated; and each place is looked at when it is assigned to, so that
// the assignments in front of one that panics are made:
//
//	{ v, w := f(), y; i := x; memory.At(&s[i]).Store(v); memory.At(&x).Store(w) }
func (f *file) assignHeld(s *ast.AssignStmt, inList bool) {
	open, closing := "{ ", " }"
	if !inList {
		open, closing = "func() { ", " }()"
	}
	places := f.places(s.Lhs)
	to := make([]types.Type, len(s.Lhs))
	for i, lhs := range s.Lhs {
		if used(lhs) != nil {
			to[i] = f.typeOf(lhs)
		}
	}
	f.hold(s, open+places.early.define(), to, s.Rhs, func(values []string) string {
		return places.stores(values) + closing
	})
}

// hold replaces a statement by one that names the values on its right side, and what follows from their names. There
// is nothing to be named for what goes to no type. Constants need no name.
func (f *file) hold(s ast.Stmt, open string, to []types.Type, rhs []ast.Expr, follow func(values []string) string) {
	names, values := make([]string, len(to)), make([]string, len(to))
	op, isConstant := " = ", len(rhs) == len(to)
	for i, t := range to {
		names[i] = "_"
		if len(rhs) == len(to) {
			if f.isConstant(rhs[i]) {
				values[i] = f.text(rhs[i])
				continue
			}
			isConstant = false
		}
		if t != nil {
			op, names[i] = " := ", f.temp()
			values[i] = f.valueOf(rhs, i, names[i], t)
		}
	}
	if isConstant {
		f.replace(s.Pos(), s.End(), open+follow(values))
		return
	}
	f.replace(s.Pos(), rhs[0].Pos(), open+strings.Join(names, ", ")+op)
	f.held(names, rhs)
	f.insert(s.End(), "; "+follow(values))
}

// held rewrites the right side of names. Constants that have none are left out.
func (f *file) held(names []string, rhs []ast.Expr) {
	f.values(len(names), rhs)
	if len(rhs) < len(names) {
		return
	}
	for i, e := range rhs {
		t := f.typeOf(e)
		switch {
		case names[i] == "_" && f.isConstant(e):
			f.replace(e.Pos(), e.End(), "0")
		case f.isShift(e) && !types.Identical(t, types.Typ[types.Int]):
			f.wrap(e, types.TypeString(t, f.qualifier)+"(", ")", func() {})
		}
	}
}

// valueOf returns the value of what was named, as it can be assigned to type t: the name has the default type of what
// is untyped.
func (f *file) valueOf(rhs []ast.Expr, i int, name string, t types.Type) string {
	switch {
	case i < len(rhs) && f.isUntyped(rhs[i]):
		return truth(name, t)
	case i == 1 && len(rhs) == 1:
		if _, isCall := ast.Unparen(rhs[0]).(*ast.CallExpr); !isCall {
			return truth(name, t)
		}
	}
	return name
}

// truth returns a boolean as it can be assigned to any type of booleans.
func truth(name string, t types.Type) string {
	if types.Identical(t, types.Typ[types.Bool]) {
		return name
	}
	return name + " == true"
}

func (f *file) isConstant(e ast.Expr) bool {
	tv := f.Info.Types[e]
	return tv.Value != nil || tv.IsNil()
}

// isShift says whether an expression is a shift of an untyped constant, whose type is that of what it goes to.
func (f *file) isShift(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.SHL || e.Op == token.SHR {
			return f.Info.Types[e].Value == nil && (f.Info.Types[e.X].Value != nil || f.isShift(e.X))
		}
		return f.isShift(e.X) && (f.isShift(e.Y) || f.isConstant(e.Y)) || f.isConstant(e.X) && f.isShift(e.Y)
	case *ast.UnaryExpr:
		return f.isShift(e.X)
	}
	return false
}

// qualifier returns the name by which this file knows a package.
func (f *file) qualifier(p *types.Package) string {
	for _, spec := range f.syntax.Imports {
		if name := f.Info.PkgNameOf(spec); name != nil && name.Imported() == p {
			return name.Name()
		}
	}
	return ""
}

// text returns the text of a node, in one line.
func (f *file) text(n ast.Node) string {
	return flatten(string(f.src[f.offset(n.Pos()):f.offset(n.End())]))
}

// operands are what it takes to find places, under names.
type operands struct{ names, values []string }

func (o *operands) define() string {
	if len(o.names) == 0 {
		return ""
	}
	return strings.Join(o.names, ", ") + " := " + strings.Join(o.values, ", ") + "; "
}

// targets are the places that are assigned to by one statement.
type targets struct {
	early, late operands
	before      []string // of the value that is stored there, "" if there is no such place
	after       []string
	assigned    map[*types.Var]bool
}

// places returns the places that expressions stand for. nil and _ are none.
func (f *file) places(es []ast.Expr) *targets {
	p := &targets{assigned: map[*types.Var]bool{}}
	n := 0
	for _, e := range es {
		if e = used(e); e == nil {
			continue
		}
		n++
		if v := f.variable(e); v != nil {
			p.assigned[v] = true
		}
	}
	if n == 1 {
		p.assigned = nil // nothing is assigned to before the place is found
	}
	for _, e := range es {
		before, after := "", ""
		entry := f.mapEntry(e)
		switch {
		case used(e) == nil:
		case entry != nil:
			before, after = f.memory()+"MapOf("+f.operandText(p, entry.X)+").Set("+f.operandText(p, entry.Index)+", ", "); "
		case f.isAccess(e):
			before, after = f.memory()+"At(&"+f.placeText(p, e)+").Store(", "); "
		default:
			before, after = f.placeText(p, e)+" = ", "; "
		}
		p.before, p.after = append(p.before, before), append(p.after, after)
	}
	return p
}

// stores returns statements that find the places and store values there.
func (p *targets) stores(values []string) string {
	text := p.late.define()
	for i, before := range p.before {
		if before != "" {
			text += before + values[i] + p.after[i]
		}
	}
	return strings.TrimSuffix(text, "; ")
}

// placeText returns the text of a path, whose operands have been evaluated.
func (f *file) placeText(p *targets, e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		selection := f.Info.Selections[e]
		if selection == nil {
			break // of a package
		}
		x := f.operandText
		if !isPointer(selection.Recv()) {
			x = f.placeText
		}
		before, after, _, _ := f.embedded(e, selection)
		return before + x(p, e.X) + after + "." + e.Sel.Name
	case *ast.IndexExpr:
		x := f.operandText
		if isA[*types.Array](f, e.X) {
			x = f.placeText
		}
		return fmt.Sprintf("%s[%s]", x(p, e.X), f.operandText(p, e.Index))
	case *ast.StarExpr:
		return "*" + f.operandText(p, e.X)
	}
	return f.text(e)
}

// operandText returns the name of an operand, or its text if that is always the same.
func (f *file) operandText(p *targets, e ast.Expr) string {
	v := f.variable(e)
	if f.isConstant(e) || v != nil && !f.isShared(v) && !p.assigned[v] {
		return f.text(e)
	}
	value := f.rendered(e, func() { f.scope(e) })
	to := &p.late
	switch {
	case f.lastCall(e) != nil:
		to = &p.early
	case p.assigned == nil:
		return value
	}
	name := f.temp()
	to.names, to.values = append(to.names, name), append(to.values, value)
	return name
}

// assignTexts returns statements that assign the values of some texts. Where nothing is assigned to, e is nil or _.
func (f *file) assignTexts(es []ast.Expr, values []string) string {
	p := f.places(es)
	text := p.early.define() + p.stores(values)
	if text != "" {
		text += "; "
	}
	return text
}
