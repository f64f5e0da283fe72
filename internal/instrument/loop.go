package instrument

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// rangeStmt rewrites a range statement. One over a map or a channel, and one that reads the elements of a slice,
// is a loop of three clauses: see package memory. Others go on to be what they are, over what is read once.
func (f *file) rangeStmt(s *ast.RangeStmt) {
	key, value := used(s.Key), used(s.Value)
	shared := f.isSharedLoop(key) || f.isSharedLoop(value)
	switch t := under(f.typeOf(s.X)).(type) {
	case *types.Map:
		f.loop(s, f.memory()+"MapOf(", ").Range()", 2, shared)
	case *types.Chan:
		f.loop(s, f.channel()+"Range(", ")", 1, shared)
	case *types.Slice, *types.Pointer: // to an array
		_, isPointer := t.(*types.Pointer)
		switch {
		case value == nil && s.Tok == token.DEFINE && perIteration(f.Package, f.syntax):
			f.rangePlain(s, false)
		case value == nil && (!shared || s.Tok != token.DEFINE):
			f.rangePlain(s, shared)
		case value == nil: // the elements are not looked at, and the pointer may be nil
			f.loop(s, f.memory()+"RangeSlice(make([]struct{}, len(", ")))", 2, shared)
		case isPointer:
			f.loop(s, f.memory()+"RangeSlice((", ")[:])", 2, shared)
		default:
			f.loop(s, f.memory()+"RangeSlice(", ")", 2, shared)
		}
	default:
		b, ok := t.(*types.Basic)
		switch {
		case s.Tok == token.DEFINE && perIteration(f.Package, f.syntax):
			f.rangePlain(s, false)
		case !shared || s.Tok == token.ASSIGN:
			f.rangePlain(s, shared)
		case ok && b.Info()&types.IsString != 0:
			f.loop(s, f.memory()+"RangeString(", ")", 2, shared)
		default:
			f.refuse(s.Pos(), "range over %s with a variable that is shared by all iterations and captured: what the loop assigns to it is not seen", f.typeOf(s.X))
			f.rangePlain(s, false)
		}
	}
}

// used returns nil in the place of _ too.
func used(e ast.Expr) ast.Expr {
	if id, ok := e.(*ast.Ident); ok && id.Name == "_" {
		return nil
	}
	return e
}

// isSharedLoop says whether a loop assigns to shared memory when it assigns to e.
func (f *file) isSharedLoop(e ast.Expr) bool {
	return e != nil && (f.mapEntry(e) != nil || f.isAccess(e))
}

// rangePlain leaves the loop a range statement.
func (f *file) rangePlain(s *ast.RangeStmt, shared bool) {
	label := f.takeLabel()
	if shared {
		f.assignInBody(s, []ast.Expr{s.Key, s.Value}, func(names []string) {
			f.replace(s.Key.Pos(), s.TokPos+1, strings.Join(names, ", ")+" :=")
		})
	} else if s.Tok == token.ASSIGN {
		for _, e := range []ast.Expr{s.Key, s.Value} {
			if e != nil {
				f.path(e)
			}
		}
	}
	f.rangeOperand(s)
	f.inLoop(label, nil, s.Body)
}

// rangeOperand rewrites what is ranged over; of an array whose elements are not asked for, nothing is read.
func (f *file) rangeOperand(s *ast.RangeStmt) {
	if used(s.Value) == nil && isA[*types.Array](f, s.X) {
		f.path(s.X)
		return
	}
	f.scope(s.X)
}

// assignInBody has the body of a loop begin with assigning to what its head would. It passes on the names of the
// variables that the head is to have instead.
func (f *file) assignInBody(s *ast.RangeStmt, to []ast.Expr, head func(names []string)) {
	var names []string
	for _, e := range to {
		switch {
		case e == nil:
		case used(e) == nil:
			names = append(names, "_")
		default:
			names = append(names, f.temp())
		}
	}
	head(names)
	f.insert(s.Body.Lbrace+1, " "+f.assignTexts(to[:len(names)], names))
}

// loop makes a loop of three clauses, over what the text around the operand begins, with so many variables.
func (f *file) loop(s *ast.RangeStmt, before, after string, variables int, shared bool) {
	label, it := f.takeLabel(), f.temp()
	vars := []ast.Expr{s.Key, s.Value}[:variables]
	pass := func(names []string) {
		for len(names) < variables {
			names = append(names, "_")
		}
		f.loopHead(s, it, names, before, after, shared && s.Tok == token.DEFINE)
	}
	if s.Tok == token.ASSIGN {
		f.assignInBody(s, vars, pass)
	} else {
		var names []string
		for _, e := range vars {
			if e != nil {
				names = append(names, e.(*ast.Ident).Name)
			}
		}
		pass(names)
	}
	f.inLoop(label, nil, s.Body)
}

func (f *file) loopHead(s *ast.RangeStmt, it string, names []string, before, after string, shared bool) {
	f.replace(s.For, s.X.Pos(), "for "+strings.Join(append([]string{it}, names...), ", ")+" := "+before)
	f.scope(s.X)
	next := ".Next("
	if shared {
		next = ".NextShared("
	}
	args := make([]string, len(names))
	for i, name := range names {
		args[i] = "&" + name
		if name == "_" {
			args[i] = "nil"
		}
	}
	if shared && len(names) == 1 { // of a channel
		next, args[0] = ".Shared(", f.memory()+"At(&"+names[0]+").Store"
	}
	f.insert(s.X.End(), after+"; "+it+next+strings.Join(args, ", ")+"); ")
}
