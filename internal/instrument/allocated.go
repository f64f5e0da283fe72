package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// What is allocated is told of, so that the search knows the objects in it in each execution: see memory.New and those
// beside it.

// allocated rewrites an expression whose value has just been allocated.
func (f *file) allocated(e ast.Expr, rewrite func()) {
	function := ""
	switch under(f.typeOf(e)).(type) {
	case *types.Pointer:
		function = "New("
	case *types.Slice:
		function = "MadeSlice("
	case *types.Map:
		function = "MadeMap("
	default:
		rewrite()
		return
	}
	f.wrap(e, f.memory()+function, ")", rewrite)
}

// literal rewrites a composite literal, which may be an element of another that leaves out its type: then it is none of
// its own.
func (f *file) literal(e *ast.CompositeLit) {
	if e.Type == nil {
		f.composite(e)
		return
	}
	f.allocated(e, func() { f.composite(e) })
}

// declared returns what tells of the variables among these that others may get at, to be put behind their declaration.
func (f *file) declared(ids []*ast.Ident) (text string) {
	for _, id := range ids {
		if v, ok := f.Info.Defs[id].(*types.Var); ok && f.isShared(v) {
			text += fmt.Sprintf("; %sDeclared(&%s, %q)", f.memory(), id.Name, id.Name)
		}
	}
	return text
}

// parameters tells of the parameters of a function, and of its results.
func (f *file) parameters(t *ast.FuncType, b *ast.BlockStmt) {
	for _, list := range []*ast.FieldList{t.Params, t.Results} {
		if list == nil {
			continue
		}
		for _, field := range list.List {
			if text := f.declared(field.Names); text != "" {
				f.insert(b.Lbrace+1, text[1:]+";")
			}
		}
	}
}

// statics returns the calls, for one file of a package, that tell of the variables in another that others may get at.
func (f *file) statics(of *file) (calls []string) {
	for _, d := range of.syntax.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.VAR {
			continue
		}
		for _, s := range d.Specs {
			for _, id := range s.(*ast.ValueSpec).Names {
				if v, ok := f.Info.Defs[id].(*types.Var); ok && f.isShared(v) {
					calls = append(calls, fmt.Sprintf("%sStatic(&%s, %q)", f.memory(), id.Name, id.Name))
				}
			}
		}
	}
	return calls
}
