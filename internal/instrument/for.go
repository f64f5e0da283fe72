package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// A loop is a loop around a statement.
type loop struct {
	label  string
	copied []*types.Var // what is copied when an iteration ends
}

// takeLabel returns the label of a loop. What is in it has none.
func (f *file) takeLabel() string {
	label := f.label
	f.label = ""
	return label
}

// inLoop rewrites the body of a loop.
func (f *file) inLoop(label string, copied []*types.Var, body *ast.BlockStmt) {
	f.loops = append(f.loops, loop{label, copied})
	f.block(body)
	f.loops = f.loops[:len(f.loops)-1]
}

// forStmt rewrites a for statement of three clauses. Since Go 1.22 the next iteration begins with variables of its
// own, to which those of the last one are copied. That reads what others may have got at, and written to.
func (f *file) forStmt(s *ast.ForStmt) {
	label := f.takeLabel()
	f.simple(s.Init)
	if s.Cond != nil {
		f.scope(s.Cond)
	}
	f.simple(s.Post)
	copied := f.copied(s)
	f.inLoop(label, copied, s.Body)
	if loads := f.copies(copied, s.Body.Rbrace); loads != "" {
		f.insert(s.Body.Rbrace, "; "+loads)
	}
}

// copied returns the variables of a loop that others may write to.
func (f *file) copied(s *ast.ForStmt) (vars []*types.Var) {
	a, ok := s.Init.(*ast.AssignStmt)
	if !ok || a.Tok != token.DEFINE || !perIteration(f.Package, f.syntax) {
		return nil
	}
	for _, e := range a.Lhs {
		v := f.variable(e)
		if v != nil && f.isShared(v) && (f.All || f.escapes.addressed[v] || f.escapes.elsewhere[v]) {
			vars = append(vars, v)
		}
	}
	return vars
}

// copies returns the steps of copying variables, as far as they have a name at a place.
func (f *file) copies(vars []*types.Var, pos token.Pos) (loads string) {
	for _, v := range vars {
		if f.isVisible(v, pos) {
			loads += fmt.Sprintf("%sLoad(&%s); ", f.memory(), v.Name())
		}
	}
	return loads
}

// branch rewrites a continue, with which an iteration ends too.
func (f *file) branch(s *ast.BranchStmt) {
	if s.Tok != token.CONTINUE {
		return
	}
	for i := len(f.loops) - 1; i >= 0; i-- {
		if l := f.loops[i]; s.Label == nil || s.Label.Name == l.label {
			if loads := f.copies(l.copied, s.Pos()); loads != "" {
				f.wrap(s, "{ "+loads, " }", func() {})
			}
			return
		}
	}
}
