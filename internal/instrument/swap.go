package instrument

import (
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
		if imported, _ := strconv.Unquote(spec.Path.Value); imported != from {
			continue
		}
		e := edit{fset.Position(spec.Path.Pos()).Offset, fset.Position(spec.Path.End()).Offset, strconv.Quote(to)}
		if spec.Name == nil {
			e.text = path.Base(from) + " " + e.text
		}
		swaps = append(swaps, e)
	}
	return swaps.apply(text, 0, len(text)), nil
}
