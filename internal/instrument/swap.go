package instrument

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
)

// SwapImport returns the text of a file that imports another package in place of one, whose name is the last element of
// its path: under the name that the file has for it, and on the same line. A file without that import stays as it is.
func SwapImport(name string, text []byte, from, to string) ([]byte, error) {
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, name, text, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var swaps edits
	for _, spec := range syntax.Imports {
		if swap := swapOf(spec, from, to); swap != "" {
			swaps = append(swaps, edit{fset.Position(spec.Path.Pos()).Offset, fset.Position(spec.Path.End()).Offset, swap})
		}
	}
	return swaps.apply(text, 0, len(text)), nil
}

// swapOf returns what comes in the place of the path that is imported, with a name if it has none; "" if it stays.
func swapOf(spec *ast.ImportSpec, from, to string) string {
	switch imported, _ := strconv.Unquote(spec.Path.Value); {
	case imported != from:
		return ""
	case spec.Name == nil:
		return path.Base(from) + " " + strconv.Quote(to)
	}
	return strconv.Quote(to)
}
