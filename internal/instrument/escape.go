package instrument

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// escapes says of variables what may let other goroutines get at them.
type escapes struct {
	captured  map[*types.Var]bool // by a function literal
	assigned  map[*types.Var]bool // other than by its declaration
	elsewhere map[*types.Var]bool // assigned by a function literal that captures it
	addressed map[*types.Var]bool
}

// findEscapes looks at all uses of variables in a package.
func findEscapes(p *Package) escapes {
	e := escapes{map[*types.Var]bool{}, map[*types.Var]bool{}, map[*types.Var]bool{}, map[*types.Var]bool{}}
	for _, syntax := range p.Files {
		s := &escapeSearch{escapes: e, info: p.Info, perIteration: perIteration(p, syntax), isStarted: map[*ast.CallExpr]bool{}, isCalled: map[*ast.SelectorExpr]bool{}}
		ast.Walk(s, syntax)
	}
	return e
}

// An escapeSearch looks at one file.
type escapeSearch struct {
	escapes
	info         *types.Info
	perIteration bool
	literals     []ast.Node                 // the functions around what is looked at that capture variables
	results      *ast.FieldList             // of the function
	isStarted    map[*ast.CallExpr]bool     // by a go statement
	isCalled     map[*ast.SelectorExpr]bool // there and then
}

// Visit looks at a node; it is called with nil when all below the last one has been looked at.
func (s *escapeSearch) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.FuncDecl:
		s.results = n.Type.Results
	case *ast.FuncLit:
		inner := s.within(n)
		inner.results = n.Type.Results
		return inner
	case *ast.ReturnStmt:
		s.returned(n)
	case *ast.Ident:
		s.capture(n)
	case *ast.AssignStmt:
		for _, lhs := range n.Lhs {
			s.assign(lhs)
		}
	case *ast.IncDecStmt:
		s.assign(n.X)
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN || !s.perIteration {
			s.loopVariable(n.Key)
			s.loopVariable(n.Value)
		}
		if _, ok := under(s.info.TypeOf(n.X)).(*types.Signature); ok {
			return s.within(n) // the body is a function that another one calls
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			s.address(n.X)
		}
	case *ast.SliceExpr:
		if _, ok := s.info.TypeOf(n.X).Underlying().(*types.Array); ok {
			s.address(n.X)
		}
	case *ast.SelectorExpr:
		s.method(n)
	case *ast.CallExpr:
		if e, ok := n.Fun.(*ast.SelectorExpr); ok && !s.isStarted[n] {
			s.isCalled[e] = true
		}
	case *ast.GoStmt:
		s.isStarted[n.Call] = true
	}
	return s
}

// within returns the search in a function that captures variables.
func (s *escapeSearch) within(n ast.Node) *escapeSearch {
	inner := *s
	inner.literals = append(inner.literals[:len(inner.literals):len(inner.literals)], n)
	return &inner
}

// capture notes that an identifier is used in a function literal that it is not declared in.
func (s *escapeSearch) capture(id *ast.Ident) {
	if v, ok := s.info.Uses[id].(*types.Var); ok && s.isCaptured(v) {
		s.captured[v] = true
	}
}

func (s *escapeSearch) isCaptured(v *types.Var) bool {
	if len(s.literals) == 0 {
		return false
	}
	l := s.literals[len(s.literals)-1]
	return v.Pos() < l.Pos() || v.Pos() >= l.End()
}

func (s *escapeSearch) assign(e ast.Expr) {
	if v := s.root(e); v != nil {
		s.assigned[v] = true
		s.elsewhere[v] = s.elsewhere[v] || s.isCaptured(v)
	}
}

// returned notes that the results that have names are assigned to.
func (s *escapeSearch) returned(r *ast.ReturnStmt) {
	if s.results == nil || len(r.Results) == 0 {
		return
	}
	for _, field := range s.results.List {
		for _, id := range field.Names {
			if v, ok := s.info.Defs[id].(*types.Var); ok {
				s.assigned[v] = true
			}
		}
	}
}

// loopVariable notes that a loop assigns to its variable again and again.
func (s *escapeSearch) loopVariable(e ast.Expr) {
	id, ok := e.(*ast.Ident)
	if v, isVar := s.info.Defs[id].(*types.Var); ok && isVar {
		s.assigned[v] = true
	} else if e != nil {
		s.assign(e)
	}
}

func (s *escapeSearch) address(e ast.Expr) {
	if v := s.root(e); v != nil {
		s.addressed[v] = true
	}
}

// method notes that a method with a pointer receiver takes the address of what it is called on.
func (s *escapeSearch) method(e *ast.SelectorExpr) {
	selection := s.info.Selections[e]
	if selection == nil || selection.Kind() != types.MethodVal || isPointer(selection.Recv()) {
		return
	}
	recv := selection.Obj().(*types.Func).Signature().Recv()
	if name := types.TypeString(selection.Recv(), nil); s.isCalled[e] && (name == "bytes.Buffer" || name == "strings.Builder") {
		s.assign(e.X) // its methods change it, and tell nobody where it is
		return
	}
	if _, ok := types.Unalias(recv.Type()).(*types.Pointer); ok {
		s.address(e.X)
	}
}

// root returns the variable that an addressable expression is a part of, nil if it is behind a pointer.
func (s *escapeSearch) root(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, _ := s.info.Uses[e].(*types.Var)
		return v
	case *ast.SelectorExpr:
		selection := s.info.Selections[e]
		if selection == nil {
			v, _ := s.info.Uses[e.Sel].(*types.Var)
			return v
		}
		if selection.Kind() == types.FieldVal && !isPointer(selection.Recv()) {
			return s.root(e.X)
		}
	case *ast.IndexExpr:
		if t := s.info.TypeOf(e.X); t != nil {
			if _, ok := t.Underlying().(*types.Array); ok {
				return s.root(e.X)
			}
		}
	}
	return nil
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// isShared says whether other goroutines may access a variable, and something changes it.
func (r *rewriting) isShared(v *types.Var) bool {
	switch {
	case v == nil || v.IsField() || v.Name() == "_":
		return false
	case v.Pkg() == nil:
		return false
	case v.Parent() == v.Pkg().Scope():
		if v.Pkg() != r.Types {
			_, ok := swapped[v.Pkg().Path()]
			first, _, _ := strings.Cut(v.Pkg().Path(), "/")
			return !ok && strings.Contains(first, ".")
		}
		return v.Exported() || r.escapes.assigned[v] || r.escapes.addressed[v]
	}
	return r.All || r.escapes.addressed[v] || r.escapes.captured[v] && r.escapes.assigned[v]
}
