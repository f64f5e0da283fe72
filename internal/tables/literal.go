package tables

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"

	"github.com/counterpoint-go/counterpoint/internal/source"
)

// A Literal is a row as the source of its table has it. Fields that are not written as literals are
// empty.
type Literal struct {
	Name string
	Fix  string
	Run  source.Excerpt // the function, if it is written there
	Func string         // the name of the function, if it is written elsewhere
}

// Literals returns the rows that are written in the package's tests: the composite literals with a
// Name and a Want. A row made by code is not among them.
func (p Package) Literals() ([]Literal, error) {
	var rows []Literal
	for _, path := range p.TestFiles {
		file, err := source.Read(path)
		if file == nil {
			return nil, err
		}
		ast.Inspect(file.File, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok {
				if row, ok := readLiteral(file, lit); ok {
					rows = append(rows, row)
				}
			}
			return true
		})
	}
	return rows, nil
}

func readLiteral(file *source.File, lit *ast.CompositeLit) (row Literal, ok bool) {
	wants := false
	for _, element := range lit.Elts {
		field, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return Literal{}, false
		}
		key, _ := field.Key.(*ast.Ident)
		switch {
		case key == nil:
			return Literal{}, false
		case key.Name == "Name":
			row.Name = literalString(field.Value)
		case key.Name == "Fix":
			row.Fix = literalString(field.Value)
		case key.Name == "Want":
			wants = true
		case key.Name == "Run":
			switch run := field.Value.(type) {
			case *ast.FuncLit:
				row.Run = file.Cut(run.Pos(), run.End())
			case *ast.Ident:
				row.Func = run.Name
			}
		}
	}
	return row, wants && row.Name != ""
}

func literalString(expr ast.Expr) string {
	lit, ok := expr.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	value, _ := strconv.Unquote(lit.Value)
	return value
}

// Source returns how the package declares the name, in its own files or else in those of its tests;
// nothing if it does not.
func (p Package) Source(name string) ([]source.Excerpt, error) {
	for _, files := range [][]string{p.GoFiles, p.TestFiles} {
		found, err := source.Declared(files, name)
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

// RowSource returns the source of what a row is about: what the package declares under its name, or
// else the function that the table runs for it.
func (p Package) RowSource(name string) ([]source.Excerpt, error) {
	found, err := p.Source(name)
	if err != nil || len(found) > 0 {
		return found, err
	}
	rows, err := p.Literals()
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(rows, func(row Literal) bool { return row.Name == name })
	switch {
	case at < 0:
		return nil, nil
	case rows[at].Func != "":
		return p.Source(rows[at].Func)
	case rows[at].Run.Text == "":
		return nil, nil
	}
	return []source.Excerpt{rows[at].Run}, nil
}
