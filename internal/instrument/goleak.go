package instrument

import "go/ast"

const goleakPath = "go.uber.org/goleak"

// firstOption says which argument of the functions of goleak that look for leaks is the first option.
var firstOption = map[string]int{"Find": 0, "VerifyNone": 1, "VerifyTestMain": 1}

// goleak has a call of goleak leave out the goroutines of the exploration, which would be there for it in place of the
// test's. That none of those is left behind is what the exploration finds out by itself. It returns false if the call is
// another one.
func (f *file) goleak(e *ast.CallExpr, operands func()) bool {
	s, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	o := f.Info.Uses[s.Sel]
	if o == nil || o.Pkg() == nil || o.Pkg().Path() != goleakPath {
		return false
	}
	n, ok := firstOption[o.Name()]
	switch {
	case !ok:
		return false
	case o.Pkg().Scope().Lookup("IgnoreAnyFunction") == nil:
		f.refuse(e.Pos(), "goleak before v1.3.0 cannot be told which goroutines are of the exploration, and reports these: upgrade it")
		return false
	}
	name := string(f.src[f.offset(s.X.Pos()):f.offset(s.X.End())]) + "."
	own := f.shim("runner") + "OwnGoroutines(" + name + "IgnoreAnyFunction)..."
	switch options := e.Args[n:]; {
	case len(options) == 0 && n == 0:
		f.insert(e.Rparen, own)
	case len(options) == 0:
		operands()
		f.insert(e.Args[n-1].End(), ", "+own)
	case e.Ellipsis.IsValid():
		f.insert(options[0].Pos(), "append(append([]"+name+"Option(nil), ")
		operands()
		f.insert(e.Ellipsis+3, "), "+own+")...")
	default:
		f.insert(options[0].Pos(), "append([]"+name+"Option{")
		operands()
		f.insert(options[len(options)-1].End(), "}, "+own+")...")
	}
	return true
}
