package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// A teller has the operations on channels tell the checker of locks of what they order. Each is a call of a function of
// package lockorder in the place of the operation, but for those of a select: that stays what it is, and its cases tell which
// channels they are about and which was chosen.
type teller struct {
	*file
	isWatched func(path string) bool // of packages: what they do to channels is seen
	special   map[ast.Node]func()    // what to do at a node in place of what is done otherwise
	after     map[ast.Node]func()    // and when what it holds is done
	skipped   map[ast.Node]bool      // with all that they hold
}

const tells = "_cp_lockorder."

// tellOrder rewrites a file.
func (f *file) tellOrder(isWatched func(path string) bool) {
	t := &teller{file: f, isWatched: isWatched, special: map[ast.Node]func(){}, after: map[ast.Node]func(){}, skipped: map[ast.Node]bool{}}
	var stack []ast.Node
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if n == nil {
			last := len(stack) - 1
			if do := t.after[stack[last]]; do != nil {
				do()
			}
			stack = stack[:last]
			return true
		}
		if t.skipped[n] {
			return false
		}
		if do, ok := t.special[n]; ok {
			do()
		} else {
			t.visit(n)
		}
		stack = append(stack, n)
		return true
	})
}

// around puts text around a node; what comes behind is put there when what the node holds is done.
func (t *teller) around(n ast.Node, before, after string) {
	t.imports[lockorder] = true
	t.insert(n.Pos(), before)
	t.later(n, func() { t.insert(n.End(), after) })
}

// later has something be done when what the node holds is done, before what was asked for sooner.
func (t *teller) later(n ast.Node, do func()) {
	before := t.after[n]
	t.after[n] = func() {
		do()
		if before != nil {
			before()
		}
	}
}

func (t *teller) visit(n ast.Node) {
	switch n := n.(type) {
	case *ast.GoStmt:
		t.goes(n)
	case *ast.CallExpr:
		t.call(n)
	case *ast.SendStmt:
		t.sends(n)
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			t.receives(n, "Receive(")
		}
	case *ast.AssignStmt:
		if len(n.Lhs) == 2 && len(n.Rhs) == 1 {
			t.receivesTwo(n.Rhs[0], n.Tok == token.DEFINE || t.takesBool(n.Lhs[1]))
		}
	case *ast.ValueSpec:
		if len(n.Names) == 2 && len(n.Values) == 1 {
			t.receivesTwo(n.Values[0], n.Type == nil)
		}
	case *ast.RangeStmt:
		if isA[*types.Chan](t.file, n.X) {
			t.ranges(n)
		}
	case *ast.SelectStmt:
		t.selects(n)
	}
}

// takesBool says whether a bool can be assigned to e, and not only a constant or what has no type.
func (t *teller) takesBool(e ast.Expr) bool {
	return used(e) == nil || types.AssignableTo(types.Typ[types.Bool], t.typeOf(e))
}

func (t *teller) goes(s *ast.GoStmt) {
	if t.Info.Types[s.Call.Fun].IsBuiltin() {
		t.special[s.Call] = func() {} // tellStart has taken the name away
	}
	t.tellStart(s)
}

// call tells of channels that are made and closed, and of those that are given to code that tells nothing.
func (t *teller) call(c *ast.CallExpr) {
	if t.Info.Types[c.Fun].IsBuiltin() {
		switch builtinName(c) {
		case "make":
			if ch, ok := under(t.typeOf(c)).(*types.Chan); ok && ch.Dir() == types.SendRecv {
				t.around(c, tells+"Made(", ")")
			}
		case "close":
			if t.closes(c) {
				t.imports[lockorder] = true
				t.replace(c.Fun.Pos(), c.Fun.End(), tells+"Close")
			}
		}
		return
	}
	if callee := t.callee(c.Fun); callee == nil || callee.Pkg() == nil || t.isWatched(callee.Pkg().Path()) {
		return
	}
	for _, arg := range c.Args {
		if _, isTuple := t.typeOf(arg).(*types.Tuple); !isTuple && isA[*types.Chan](t.file, arg) {
			t.around(arg, tells+"Handed(", ")")
		}
	}
}

// closes says whether a call of close can tell of it. Of a type parameter that may be channels of different elements it cannot:
// no function can be given them all. That the channel is closed orders nothing then.
func (f *file) closes(c *ast.CallExpr) bool {
	return builtinName(c) == "close" && isA[*types.Chan](f, c.Args[0])
}

// callee returns the function that is called, nil if that is known only when it is.
func (t *teller) callee(fun ast.Expr) *types.Func {
	var id *ast.Ident
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	case *ast.IndexExpr:
		return t.callee(fun.X)
	case *ast.IndexListExpr:
		return t.callee(fun.X)
	default:
		return nil
	}
	callee, _ := t.Info.Uses[id].(*types.Func)
	return callee
}

// sends rewrites a send. Where the value takes a call, gc reads the channel after it.
func (t *teller) sends(s *ast.SendStmt) {
	t.imports[lockorder] = true
	to := "To("
	if t.Info.Types[s.Chan].Addressable() && t.lastCall(s.Chan) == nil && t.lastCall(s.Value) != nil {
		to = "At(&"
	}
	t.insert(s.Pos(), tells+to)
	t.later(s.Chan, func() { t.insert(s.Chan.End(), ")") })
	t.replace(s.Arrow, s.Arrow+2, ".Send(")
	t.later(s, func() { t.insert(s.End(), ")") })
}

func (t *teller) receives(e *ast.UnaryExpr, function string) {
	t.imports[lockorder] = true
	t.replace(e.OpPos, e.OpPos+2, tells+function)
	t.later(e, func() { t.insert(e.End(), ")") })
}

// receivesTwo rewrites a receive that says whether there was a value. Where what says so is not to be a bool, the
// receive stays, and the channel orders nothing.
func (t *teller) receivesTwo(e ast.Expr, isBool bool) {
	r, ok := ast.Unparen(e).(*ast.UnaryExpr)
	if !ok || r.Op != token.ARROW {
		return
	}
	t.special[r] = func() {
		if isBool {
			t.receives(r, "Receive2(")
		} else {
			t.around(r.X, tells+"Handed(", ")")
		}
	}
}

// ranges makes a range statement one of three clauses.
//
// Where each iteration has a variable of its own, the body makes it: a variable of the clauses would be copied
// from one iteration to the next, and that reads what a goroutine of the one before may be writing.
//
//	for v := range c { f(v) }
//	for r, x := lockorder.Range(c); r.Next(&x); { v := x; { f(v) }}
func (t *teller) ranges(s *ast.RangeStmt) {
	t.imports[lockorder] = true
	it, name, to, head := t.temp(), "_", "nil", ""
	switch {
	case used(s.Key) == nil:
	case s.Tok == token.DEFINE && perIteration(t.Package, t.syntax):
		name = t.temp()
		to = "&" + name
		head = fmt.Sprintf(" %s := %s; {", s.Key.(*ast.Ident).Name, name)
		t.later(s.Body, func() { t.insert(s.Body.Rbrace, "}") })
	case s.Tok == token.DEFINE:
		name, to = s.Key.(*ast.Ident).Name, "&"+s.Key.(*ast.Ident).Name
	default:
		name = t.temp()
		to = "&" + name
		head = fmt.Sprintf(" %s = %s;", t.src[t.offset(s.Key.Pos()):t.offset(s.Key.End())], name)
	}
	if s.Key != nil {
		t.skipped[s.Key] = true
	}
	t.replace(s.For, s.X.Pos(), fmt.Sprintf("for %s, %s := %sRange(", it, name, tells))
	t.later(s.X, func() { t.insert(s.X.End(), fmt.Sprintf("); %s.Next(%s); ", it, to)) })
	t.insert(s.Body.Lbrace+1, head)
}

// selects has a select tell what it waits for, and what it has chosen. A label in front of it is one of a switch then: to
// break out of that is the same.
//
//	select { case c <- v: f(); default: }
//	switch s := lockorder.Choosing(); { default: select { case lockorder.Offer(s, 0, c) <- v: s.Chose(0); f(); default: s.Chose(-1); } }
func (t *teller) selects(s *ast.SelectStmt) {
	if len(s.Body.List) == 0 {
		return
	}
	t.imports[lockorder] = true
	name := t.temp()
	t.insert(s.Pos(), fmt.Sprintf("switch %s := %sChoosing(); { default: ", name, tells))
	for i, c := range s.Body.List {
		c := c.(*ast.CommClause)
		number := i
		switch send, isSend := c.Comm.(*ast.SendStmt); {
		case c.Comm == nil:
			number = -1
		case isSend:
			t.special[send] = func() {}
			t.around(send.Chan, fmt.Sprintf("%sOffer(%s, %d, ", tells, name, i), ")")
		default:
			r := received(c.Comm)
			t.special[c.Comm] = func() {}
			t.special[r] = func() {}
			t.around(r.X, fmt.Sprintf("%sAwait(%s, %d, ", tells, name, i), ")")
		}
		t.insert(c.Colon+1, fmt.Sprintf(" %s.Chose(%d);", name, number))
	}
	t.later(s, func() { t.insert(s.End(), " }") })
}
