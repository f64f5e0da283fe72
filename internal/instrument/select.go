package instrument

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// selectStmt rewrites a select statement as a switch: its head evaluates the channels, and the values to be sent,
// and chooses.
//
//	switch c0, c1 := channel.From(a), channel.To(b).Give(x); channel.Choose(c0, c1) { case 0: v := c0.V; ...
//
// The last clause becomes the default one if there is none, so that a function that could end with the select can
// end with the switch.
func (f *file) selectStmt(s *ast.SelectStmt) {
	if len(s.Body.List) == 0 {
		f.replace(s.Pos(), s.End(), "for { "+f.channel()+"Choose() }")
		return
	}
	var names, cases []string
	function := "Choose("
	for i, c := range s.Body.List {
		c := c.(*ast.CommClause)
		if c.Comm == nil {
			function = "Poll("
		} else {
			name := f.temp()
			cases = append(cases, f.selectCase(c.Comm))
			f.commClause(c, name, len(names), i == len(s.Body.List)-1 && function == "Choose(")
			names = append(names, name)
		}
		f.list(c.Body)
	}
	head := "switch "
	if len(names) > 0 {
		head += strings.Join(names, ", ") + " := " + strings.Join(cases, ", ") + "; "
	}
	f.replace(s.Select, s.Body.Lbrace, head+f.channel()+function+strings.Join(names, ", ")+") ")
}

// received returns what is received in a communication, nil if it is a send.
func received(s ast.Stmt) *ast.UnaryExpr {
	var e ast.Expr
	switch s := s.(type) {
	case *ast.ExprStmt:
		e = s.X
	case *ast.AssignStmt:
		e = s.Rhs[0]
	default:
		return nil
	}
	return ast.Unparen(e).(*ast.UnaryExpr)
}

// selectCase returns the case of a communication.
func (f *file) selectCase(s ast.Stmt) string {
	if r := received(s); r != nil {
		return f.channel() + "From(" + f.rendered(r.X, func() { f.scope(r.X) }) + ")"
	}
	send := s.(*ast.SendStmt)
	c := f.rendered(send.Chan, func() { f.scope(send.Chan) })
	v := f.rendered(send.Value, func() { f.scope(send.Value) })
	return fmt.Sprintf("%sTo(%s).Give(%s)", f.channel(), c, v)
}

// commClause replaces the communication in front of a clause: what was received is in name.
func (f *file) commClause(c *ast.CommClause, name string, i int, isLast bool) {
	text := fmt.Sprintf("case %d: ", i)
	if isLast {
		text = "default: "
	}
	if a, ok := c.Comm.(*ast.AssignStmt); ok {
		values := []string{name + ".V", name + ".OK"}[:len(a.Lhs)]
		if a.Tok == token.DEFINE {
			text += f.rendered(exprList(a.Lhs), func() {}) + " := " + strings.Join(values, ", ")
		} else {
			if len(a.Lhs) == 2 && used(a.Lhs[1]) != nil {
				values[1] = truth(values[1], f.typeOf(a.Lhs[1]))
			}
			text += f.assignTexts(a.Lhs, values)
		}
		text += ";"
	}
	f.replace(c.Case, c.Colon+1, text)
}

// An exprList is several expressions as a node.
type exprList []ast.Expr

func (l exprList) Pos() token.Pos { return l[0].Pos() }
func (l exprList) End() token.Pos { return l[len(l)-1].End() }
