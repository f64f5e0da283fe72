package instrument

import (
	"go/ast"
	"go/types"
	"strings"
)

// An effect is what a function that is not rewritten does to the memory that some of its operands lead to. It is
// announced by a call of a function of package memory, which is given these operands, and returns the first of them.
type effect struct {
	function string
	operands []int  // -1 is what a method is called of; all from the last one on, if the function is variadic
	more     string // what it is given beside them
}

// isVariadic says whether an effect is that of all variadic arguments, which its function returns as a slice.
func (e *effect) isVariadic() bool {
	return e.function == "Printed" || e.function == "Formatted" || e.function == "Scanned"
}

// first returns the operand that the function is called around.
func (e *effect) first() int {
	if e.isVariadic() {
		return e.operands[len(e.operands)-1]
	}
	return e.operands[0]
}

// A foreign is a call of a function with effects.
type foreign struct {
	*file
	call    *ast.CallExpr
	effects []effect
	last    int            // the last argument with a call in it, -1 if none
	texts   map[int]string // how operands are said once more, where that is not as they are
}

// foreign returns the call as one of a function with effects, nil if it is none.
func (f *file) foreign(e *ast.CallExpr) *foreign {
	fun := f.called(e)
	if fun == nil || fun.Pkg() == nil {
		return nil
	}
	c := &foreign{file: f, call: e, texts: map[int]string{}, last: -1}
	for _, effect := range f.effectsOf(fun) {
		if c.isSeen(&effect) {
			c.effects = append(c.effects, effect)
		}
	}
	if len(c.effects) == 0 {
		return nil
	}
	for i, a := range e.Args {
		if f.hasCall(a) {
			c.last = i
		}
	}
	return c
}

// called returns the function or method that is called, nil if it is a value.
func (f *file) called(e *ast.CallExpr) *types.Func {
	fun := ast.Unparen(e.Fun)
	switch i := fun.(type) {
	case *ast.IndexExpr:
		fun = ast.Unparen(i.X)
	case *ast.IndexListExpr:
		fun = ast.Unparen(i.X)
	}
	switch fun := fun.(type) {
	case *ast.Ident:
		o, _ := f.Info.Uses[fun].(*types.Func)
		return o
	case *ast.SelectorExpr:
		if s := f.Info.Selections[fun]; s != nil && s.Kind() != types.MethodVal {
			return nil
		}
		o, _ := f.Info.Uses[fun.Sel].(*types.Func)
		return o
	}
	return nil
}

// hasCall says whether there is a call in an expression, outside of function literals.
func (f *file) hasCall(e ast.Expr) (has bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && f.isCall(e) {
			has = true
		}
		_, isLit := n.(*ast.FuncLit)
		return !has && !isLit
	})
	return has
}

// isSeen says whether others could see the effect: there is an operand that leads to memory which they share.
func (c *foreign) isSeen(e *effect) bool {
	if e.function == "" { // another function is called instead
		_, ok := c.call.Fun.(*ast.SelectorExpr)
		return ok && len(c.call.Args) > 0 && c.isOne(c.call.Args[0])
	}
	i := e.first()
	switch {
	case e.isVariadic():
		for ; i < len(c.call.Args); i++ {
			if c.leads(c.call.Args[i], e.function != "Scanned") {
				return e.function != "Formatted" || c.canRepeat(c.call.Args[e.operands[0]])
			}
		}
		return false
	case i >= len(c.call.Args):
		return false // they are those of another call
	case e.function == "Compared":
		return c.leads(c.call.Args[i], false) || c.leads(c.call.Args[e.operands[1]], false)
	case i >= 0:
		return c.leads(c.call.Args[i], false)
	}
	s, ok := ast.Unparen(c.call.Fun).(*ast.SelectorExpr)
	return ok && (c.Info.Selections[s].Indirect() || isPointer(c.typeOf(s.X)) || c.leads(s.X, false) && !isStruct(c.typeOf(s.X)) || c.isAccess(s.X))
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// leads says whether the value of an expression may lead to memory that others share; printing it, that is.
func (c *foreign) leads(e ast.Expr, isPrinted bool) bool {
	tv := c.Info.Types[e]
	if tv.Value != nil || tv.IsNil() || tv.Type == nil {
		return false
	}
	if _, isLit := ast.Unparen(e).(*ast.CompositeLit); isLit && !isPrinted {
		return false // it is new
	}
	if isPrinted {
		if p, ok := under(tv.Type).(*types.Pointer); ok {
			if _, isBasic := p.Elem().Underlying().(*types.Basic); isBasic {
				return false // an address
			}
		}
		if _, isNamed := types.Unalias(tv.Type).(*types.Named); isNamed && hasMethod(tv.Type, "Error", "String") {
			return false // that is called
		}
	}
	return leads(tv.Type, map[types.Type]bool{})
}

// hasMethod says whether a type has one of these methods.
func hasMethod(t types.Type, names ...string) bool {
	for _, name := range names {
		if o, _, _ := types.LookupFieldOrMethod(t, false, nil, name); o != nil {
			if _, ok := o.(*types.Func); ok {
				return true
			}
		}
	}
	return false
}

// leads says whether a value of a type may lead to other memory.
func leads(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch u := under(t).(type) {
	case *types.Basic, *types.Chan, *types.Signature:
		return false
	case *types.Array:
		return leads(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if leads(f.Type(), seen) {
				return true
			}
		}
		return false
	case *types.Tuple:
		for v := range u.Variables() {
			if leads(v.Type(), seen) {
				return true
			}
		}
		return false
	}
	return true
}

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
	for _, i := range e.operands[1:] {
		args = append(args, c.again(i))
	}
	if e.isVariadic() {
		args = args[:0]
		if len(e.operands) == 2 {
			args = append(args, c.again(e.operands[0]))
		}
		args = append(args, first)
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
	saved := c.group
	defer func() { c.group = saved }()
	operands := append([]ast.Expr{c.call.Fun}, c.call.Args...)
	c.group = group{last: c.lastCall(operands)}
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
	c.wrapped(arounds, opening)
}

// keep has operands kept that have to be said again and cannot be. It returns false where there is no place to keep
// them.
func (c *foreign) keep(e *effect, isLate bool, arounds []around) bool {
	for _, i := range e.operands {
		again := isLate || i != e.first()
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
	first := -1
	for i := range c.effects {
		if c.effects[i].isVariadic() {
			first = c.effects[i].first()
		}
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
	default:
		c.insert(c.call.Args[len(c.call.Args)-1].End(), ")...")
	}
}

// standIn returns the function of package memory that stands in for the one that is called. That of the original's
// package is named once more, so that the import goes on to be used.
func (c *foreign) standIn() string {
	name := c.text(c.call.Fun)
	switch fun := c.called(c.call); {
	case fun.Signature().TypeParams() == nil, strings.Contains(name, "["):
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
		saved := c.group
		c.group = group{}
		c.operand(sel.X)
		c.group = saved
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
	args, closing := c.goArguments(c.call, made)
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
