// Package source cuts declarations out of Go files as their author wrote them: comments, blank lines
// and all. It never prints a syntax tree.
package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
)

// An Excerpt is a piece of a file.
type Excerpt struct {
	File string
	Line int // the number of its first line
	Text string
}

// A File is a Go file that has been read.
type File struct {
	*ast.File
	path string
	text []byte
	fset *token.FileSet
}

// Read reads and parses a file. With a syntax error it returns what could be parsed beside it; the
// file is nil only if it cannot be read.
func Read(path string) (*File, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
	return &File{File: file, path: path, text: text, fset: fset}, err
}

// Cut returns the text from one position to another, and what stands before it on its first line if
// that is nothing but space. The lines lose the indentation that all of them have.
func (f *File) Cut(from, to token.Pos) Excerpt {
	start, end := f.fset.Position(from), f.fset.Position(to)
	begin := start.Offset
	for begin > 0 && (f.text[begin-1] == ' ' || f.text[begin-1] == '\t') {
		begin--
	}
	if begin > 0 && f.text[begin-1] != '\n' {
		begin = start.Offset
	}
	return Excerpt{File: f.path, Line: start.Line, Text: dedent(string(f.text[begin:end.Offset]))}
}

// dedent takes away the tabs that begin all lines, but for a first line that begins in the middle.
func dedent(text string) string {
	lines := strings.Split(text, "\n")
	common := -1
	for i, line := range lines {
		tabs := len(line) - len(strings.TrimLeft(line, "\t"))
		if strings.TrimSpace(line) == "" || i == 0 && tabs == 0 && len(lines) > 1 {
			continue
		}
		if common < 0 || tabs < common {
			common = tabs
		}
	}
	for i, line := range lines {
		lines[i] = line[min(max(common, 0), len(line)-len(strings.TrimLeft(line, "\t"))):]
	}
	return strings.Join(lines, "\n")
}

// Declared returns what the files declare under the name, in the order of the files: of a function
// its declaration; of a type that, the functions that return it, and its methods. Documentation is
// part of a declaration. "T.M" is the method M of the type T.
func Declared(files []string, name string) ([]Excerpt, error) {
	var found []Excerpt
	subject := false // the name itself is there, not only what belongs to it
	for _, path := range files {
		file, err := Read(path)
		if err != nil {
			return nil, err
		}
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				is := declares(decl, name)
				if is || receiver(decl) == name || decl.Recv == nil && returns(decl, name) {
					subject = subject || is
					found = append(found, file.Cut(begin(decl.Doc, decl), decl.End()))
				}
			case *ast.GenDecl:
				if e, ok := file.spec(decl, name); ok {
					subject = true
					found = append(found, e)
				}
			}
		}
	}
	if !subject {
		return nil, nil
	}
	return found, nil
}

// spec cuts the name's declaration out of a group, or returns the whole of it if there is no group.
func (f *File) spec(decl *ast.GenDecl, name string) (Excerpt, bool) {
	for _, spec := range decl.Specs {
		var doc *ast.CommentGroup
		is := false
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			doc, is = spec.Doc, spec.Name.Name == name
		case *ast.ValueSpec:
			doc, is = spec.Doc, slices.ContainsFunc(spec.Names, func(n *ast.Ident) bool { return n.Name == name })
		}
		switch {
		case !is:
			continue
		case decl.Lparen.IsValid():
			return f.Cut(begin(doc, spec), spec.End()), true
		}
		return f.Cut(begin(decl.Doc, decl), decl.End()), true
	}
	return Excerpt{}, false
}

// begin returns where a declaration begins, with its documentation.
func begin(doc *ast.CommentGroup, node ast.Node) token.Pos {
	if doc != nil {
		return doc.Pos()
	}
	return node.Pos()
}

func declares(decl *ast.FuncDecl, name string) bool {
	if typeName, method, ok := strings.Cut(name, "."); ok {
		return decl.Name.Name == method && receiver(decl) == typeName
	}
	return decl.Recv == nil && decl.Name.Name == name
}

// receiver returns the name of the type that a method belongs to, "" for a function.
func receiver(decl *ast.FuncDecl) string {
	if decl.Recv == nil || len(decl.Recv.List) == 0 {
		return ""
	}
	return typeName(decl.Recv.List[0].Type)
}

// returns says whether the function is a constructor: it returns the type, or a pointer to it.
func returns(decl *ast.FuncDecl, name string) bool {
	return decl.Type.Results != nil && slices.ContainsFunc(decl.Type.Results.List, func(f *ast.Field) bool {
		return typeName(f.Type) == name
	})
}

// typeName returns the name of T, *T, T[A], *T[A, B].
func typeName(expr ast.Expr) string {
	switch x := expr.(type) {
	case *ast.StarExpr:
		return typeName(x.X)
	case *ast.IndexExpr:
		return typeName(x.X)
	case *ast.IndexListExpr:
		return typeName(x.X)
	case *ast.Ident:
		return x.Name
	}
	return ""
}
