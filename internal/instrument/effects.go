package instrument

import (
	"go/ast"
	"go/types"
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
	switch e.function {
	case "Printed", "Formatted", "Scanned", "Logged", "LoggedFormat":
		return true
	}
	return false
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
	isTuple := len(e.Args) == 1 && !f.isOne(e.Args[0]) // all that a call returns
	for _, effect := range f.effectsOf(fun) {
		if isTuple && (!effect.isVariadic() || effect.first() > 0) {
			continue
		}
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
		return c.function() != nil && !c.Info.Types[c.call.Args[0]].IsNil()
	}
	i := e.first()
	switch {
	case e.function == "Logged", e.function == "LoggedFormat":
		return true // what the logger writes to
	case e.isVariadic():
		for ; i < len(c.call.Args); i++ {
			if c.leads(c.call.Args[i], e.function != "Scanned") {
				return true
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
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		if !isPrinted {
			return false // it is new
		}
	case *ast.CallExpr:
		if c.Info.Types[e.Fun].IsType() && !leads(c.typeOf(e.Args[0]), map[types.Type]bool{}) {
			return false // so is what []byte makes of a string
		}
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
