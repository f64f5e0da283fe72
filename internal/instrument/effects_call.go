package instrument

import (
	"go/ast"
	"go/types"
	"strings"
)

// expression returns the expression of an operand.
func (c *foreign) expression(i int) ast.Expr {
	if i < 0 {
		return ast.Unparen(c.call.Fun).(*ast.SelectorExpr).X
	}
	return c.call.Args[i]
}

// canRepeat says whether an expression can stand in the text twice: it is evaluated without a step.
func (c *foreign) canRepeat(e ast.Expr) bool {
	_, isLit := ast.Unparen(e).(*ast.FuncLit)
	return !isLit && !c.hasCall(e)
}

func (c *foreign) text(n ast.Node) string {
	return flatten(string(c.src[c.offset(n.Pos()):c.offset(n.End())]))
}

// receiver returns the text around what a method is called of that makes it the receiver which the method gets.
func (c *foreign) receiver() (before, after string) {
	s := ast.Unparen(c.call.Fun).(*ast.SelectorExpr)
	before, after, t, shared := c.embedded(s, c.Info.Selections[s])
	recv := types.Unalias(c.Info.Selections[s].Obj().(*types.Func).Signature().Recv().Type())
	switch pointer := isPointer(t); {
	case isPointer(recv) && !pointer:
		before = "&" + before
	case !isPointer(recv) && pointer:
		before, after = c.memory()+"Load("+before, after+")" // what it points to is copied
	case !pointer && shared:
		before, after = c.memory()+"Load(&"+before, after+")"
	}
	return before, after
}

// again returns the text of an operand once more.
func (c *foreign) again(i int) string {
	switch text, ok := c.texts[i]; {
	case ok:
		return text
	case i >= 0:
		return c.text(c.call.Args[i])
	}
	before, after := c.receiver()
	return before + c.text(c.expression(-1)) + after
}

// announcement returns the call that announces an effect, with first in the place of its first operand.
func (c *foreign) announcement(e *effect, first string) string {
	args := []string{first}
	others := e.operands[1:]
	if e.isVariadic() {
		others = e.operands[:len(e.operands)-1]
	}
	for _, i := range others {
		args = append(args, c.again(i))
	}
	if e.isVariadic() {
		args = append(args[1:], first)
	}
	if e.more != "" {
		args = append(args, e.more)
	}
	return c.memory() + e.function + "(" + strings.Join(args, ", ") + ")"
}

// around is what is put around an operand.
type around struct{ before, after string }

func (a *around) wrap(before, after string) { a.before, a.after = before+a.before, a.after+after }

// rewrite rewrites the call. An effect is announced where the text has the operand, if nothing is called behind that;
// else when the last operand is there that calls something.
func (c *foreign) rewrite() {
	if c.effects[0].function == "" {
		c.callee(c.call, c.standIn())
		c.scope(c.call.Args...)
		return
	}
	operands := append([]ast.Expr{c.call.Fun}, c.call.Args...)
	arounds := make([]around, len(operands)) // [0] is what the method is called of
	opening, late := "", ""
	for i := range c.effects {
		e := &c.effects[i]
		at := e.first()
		isLate := at < c.last && !e.isVariadic()
		if !c.keep(e, isLate, arounds) {
			continue
		}
		const hole = "\x00"
		switch {
		case isLate:
			late += c.announcement(e, c.again(at)) + "; "
		case e.isVariadic():
			opening, _, _ = strings.Cut(c.announcement(e, hole), hole)
		default:
			before, after, _ := strings.Cut(c.announcement(e, hole), hole)
			arounds[at+1].wrap(before, after)
		}
	}
	if late != "" {
		arounds[c.last+1].wrap(c.memory()+"After(", ", func() { "+strings.TrimSuffix(late, "; ")+" })")
	}
	c.inGroup(group{call: c.lastCall(operands...)}, func() { c.wrapped(arounds, opening) })
}

// keep has operands kept that have to be said again and cannot be. It returns false where there is no place to keep
// them.
func (c *foreign) keep(e *effect, isLate bool, arounds []around) bool {
	for _, i := range e.operands {
		again := isLate || i != e.first()
		if e.isVariadic() && again && !c.canRepeat(c.expression(i)) {
			return false // a format that a call returns
		}
		if _, ok := c.texts[i]; ok || !again || c.canRepeat(c.expression(i)) {
			continue
		}
		if c.kept == nil {
			return false
		}
		name := c.temp()
		*c.kept = append(*c.kept, name)
		c.texts[i] = name
		arounds[i+1].wrap(c.memory()+"Keep(&"+name+", ", ")")
	}
	return true
}

// wrapped rewrites the operands, with text around them.
func (c *foreign) wrapped(arounds []around, opening string) {
	if a := arounds[0]; a != (around{}) {
		before, after := c.receiver()
		s := ast.Unparen(c.call.Fun).(*ast.SelectorExpr)
		c.insert(s.X.Pos(), a.before+before)
		c.operand(s.X)
		c.insert(s.X.End(), after+a.after)
	} else {
		c.expr(c.call.Fun)
	}
	first, end := -1, c.call.Rparen
	for i := range c.effects {
		if c.effects[i].isVariadic() {
			first = c.effects[i].first()
		}
	}
	if n := len(c.call.Args); n > 0 {
		end = c.call.Args[n-1].End()
	}
	for i, arg := range c.call.Args {
		a := arounds[i+1]
		if i == first {
			a.before = opening + a.before
		}
		if i == len(c.call.Args)-1 && opening != "" && c.call.Ellipsis.IsValid() { // of a slice that others may share
			a.before += c.memory() + "ReadElems("
		}
		c.insert(arg.Pos(), a.before)
		c.expr(arg)
		c.insert(arg.End(), a.after)
	}
	switch {
	case opening == "":
	case c.call.Ellipsis.IsValid():
		c.insert(c.call.Ellipsis, ")")
		c.insert(c.call.Ellipsis+3, ")...")
	case first < len(c.call.Args):
		c.insert(end, ")...")
	case first > 0:
		opening = ", " + opening
		fallthrough
	default:
		c.insert(end, opening+")...")
	}
}

// function returns the name of the function that is called, without type arguments; nil if it is not that of an import.
func (c *foreign) function() *ast.SelectorExpr {
	fun := c.call.Fun
	switch i := fun.(type) {
	case *ast.IndexExpr:
		fun = i.X
	case *ast.IndexListExpr:
		fun = i.X
	}
	name, _ := fun.(*ast.SelectorExpr)
	return name
}

// standIn returns the function of package memory that stands in for the one that is called. That of the original's
// package is named once more, so that the import goes on to be used.
func (c *foreign) standIn() string {
	name := c.text(c.function())
	switch fun := c.called(c.call); {
	case fun.Signature().TypeParams() == nil:
	case fun.Pkg().Path() == "maps":
		name += "[map[int]int]"
	default:
		name += "[[]int]"
	}
	if line := "\nvar _ = " + name + "\n"; !strings.Contains(c.tail, line) {
		c.tail += line
	}
	return c.memory() + c.effects[0].more
}

// later rewrites a go or defer statement: what is called has its effects when it is called. The receiver and the
// arguments are evaluated there and then:
//
//	{ r, a := &x, y; defer func() { announce r, a; r.f(a) }() }
func (c *foreign) later(s ast.Stmt, before, after string) {
	function := ""
	made := false
	if sel, ok := ast.Unparen(c.call.Fun).(*ast.SelectorExpr); ok && c.Info.Selections[sel] != nil {
		c.texts[-1] = c.temp()
		open, closing := c.receiver()
		c.replace(s.Pos(), sel.X.Pos(), "{ "+c.texts[-1]+" := "+open)
		c.inGroup(group{}, func() { c.operand(sel.X) })
		c.replace(sel.X.End(), c.call.Lparen, closing)
		function, made = c.texts[-1]+"."+sel.Sel.Name, true
	} else {
		c.replace(s.Pos(), c.call.Lparen, "{ ")
		function = c.text(c.call.Fun)
		if c.effects[0].function == "" {
			function = c.standIn()
			c.effects = nil
		}
	}
	args, closing := c.goArguments(c.call, made, c.scope)
	if len(args) != len(c.call.Args) { // they are what a call returns
		c.effects = nil
	}
	for i, a := range args {
		c.texts[i] = a
	}
	body := ""
	for i := range c.effects {
		e := &c.effects[i]
		first := c.again(e.first())
		if e.isVariadic() {
			first = c.list(args[e.first():])
		}
		body += c.announcement(e, first) + "; "
	}
	c.replace(closing, s.End(), "; "+before+"func() { "+body+function+"("+c.list(args)+") }"+after+" }")
}

// list returns arguments as the call has them.
func (c *foreign) list(args []string) string {
	list := strings.Join(args, ", ")
	if c.call.Ellipsis.IsValid() {
		list += "..."
	}
	return list
}
