package instrument

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (f *file) runtime() string { return f.shim("runtime") }

// goStmt rewrites a go statement. The function and its arguments are evaluated there and then:
//
//	{ f := x.f; a, b := y, z; runtime.Go(func() { f(a, b) }) }
func (f *file) goStmt(s *ast.GoStmt) {
	call := s.Call
	if lit, ok := call.Fun.(*ast.FuncLit); ok && lit.Type.Params.NumFields() == 0 && lit.Type.Results == nil {
		f.replace(s.Go, lit.Pos(), f.runtime()+"Go(")
		f.expr(lit)
		f.replace(call.Lparen, call.Rparen+1, ")")
		return
	}
	if c := f.foreign(call); c != nil {
		c.later(s, f.runtime()+"Go(", ")")
		return
	}
	function, args, end := f.evaluate(s, f.scope)
	f.replace(end, s.End(), "; "+f.runtime()+"Go(func() { "+goCall(f, call, function, args)+" }) }")
}

// evaluate begins a block in which the function of a go statement and its arguments, rewritten, have been evaluated. It
// returns their names, and where the text ends that it has left.
func (f *file) evaluate(s *ast.GoStmt, rewrite func(...ast.Expr)) (function string, args []string, end token.Pos) {
	function, made := f.goFunction(s, rewrite)
	args, end = f.goArguments(s.Call, made, rewrite)
	return function, args, end
}

// goFunction evaluates the function, and returns its name; or, if it is one that always is the same, its text. made
// says whether there is a statement that ends before the arguments.
func (f *file) goFunction(s *ast.GoStmt, rewrite func(...ast.Expr)) (name string, made bool) {
	fun := s.Call.Fun
	if f.Info.Types[fun].IsBuiltin() || f.isDeclared(fun) {
		f.replace(s.Go, fun.End(), "{ ")
		return string(f.src[f.offset(fun.Pos()):f.offset(fun.End())]), false
	}
	name = f.temp()
	f.replace(s.Go, fun.Pos(), "{ "+name+" := ")
	rewrite(fun)
	return name, true
}

// isDeclared says whether an expression is a function that was declared, and no method.
func (f *file) isDeclared(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		return f.isDeclared(e.X)
	case *ast.IndexListExpr:
		return f.isDeclared(e.X)
	case *ast.Ident:
		_, ok := f.Info.Uses[e].(*types.Func)
		return ok
	case *ast.SelectorExpr:
		_, ok := f.Info.Uses[e.Sel].(*types.Func)
		return ok && f.Info.Selections[e] == nil
	}
	return false
}

// goArguments evaluates the arguments, and returns their names. What can be said again where the call is made is not
// evaluated. It returns where the text ends that it has left.
func (f *file) goArguments(call *ast.CallExpr, made bool, rewrite func(...ast.Expr)) (args []string, end token.Pos) {
	if len(call.Args) == 0 {
		return nil, call.Lparen
	}
	var temps []string
	if len(call.Args) == 1 {
		if tuple, ok := f.typeOf(call.Args[0]).(*types.Tuple); ok {
			args = f.tempList(tuple.Len())
			temps = args
		}
	}
	if args == nil {
		for _, a := range call.Args {
			tv := f.Info.Types[a]
			switch {
			case tv.IsType(), tv.Value != nil, tv.IsNil():
				args = append(args, flatten(string(f.src[f.offset(a.Pos()):f.offset(a.End())])))
				temps = append(temps, "_")
			default:
				name := f.temp()
				args, temps = append(args, f.valueOf(call.Args, len(args), name, tv.Type)), append(temps, name)
			}
		}
	}
	open := strings.Join(temps, ", ") + " := "
	if strings.Trim(open, "_, :=") == "" {
		return args, call.Lparen
	}
	if made {
		open = "; " + open
	}
	f.replace(call.Lparen, call.Args[0].Pos(), open)
	for i, a := range call.Args {
		if temps[i] == "_" {
			f.replace(a.Pos(), a.End(), "0")
			continue
		}
		if t := f.typeOf(a); f.isShift(a) && !types.Identical(t, types.Typ[types.Int]) {
			f.wrap(a, types.TypeString(t, f.qualifier)+"(", ")", func() { rewrite(a) })
			continue
		}
		rewrite(a)
	}
	return args, call.Args[len(call.Args)-1].End()
}

func (f *file) tempList(n int) (names []string) {
	for range n {
		names = append(names, f.temp())
	}
	return names
}

// goCall returns the call that the goroutine makes.
func goCall(f *file, call *ast.CallExpr, function string, args []string) string {
	list := strings.Join(args, ", ")
	if f.Info.Types[call.Fun].IsBuiltin() {
		switch builtinName(call) {
		case "close":
			return f.channel() + "Close(" + list + ")"
		case "delete":
			return f.memory() + "MapOf(" + args[0] + ").Delete(" + args[1] + ")"
		case "copy":
			if !isA[*types.Slice](f, call.Args[1]) {
				return f.memory() + "CopyString(" + list + ")"
			}
			return f.memory() + "Copy(" + list + ")"
		case "clear":
			if isA[*types.Map](f, call.Args[0]) {
				return f.memory() + "MapOf(" + list + ").Clear()"
			}
			return f.memory() + "Clear(" + list + ")"
		}
	}
	return plainCall(call, function, args)
}

// plainCall returns a call of the function by these names.
func plainCall(call *ast.CallExpr, function string, args []string) string {
	list := strings.Join(args, ", ")
	if call.Ellipsis.IsValid() {
		list += "..."
	}
	return flatten(function) + "(" + list + ")"
}
