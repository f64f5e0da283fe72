package mutation

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// variable is the environment variable that says which mutant is to be.
const variable = "COUNTERPOINT_MUTANT"

// merge returns the files of the package that some mutant changes, with all mutants in them: where a mutant has
// another body for a function, the function begins with that body, for the case that this mutant is to be.
func merge(dir string, mutants []*mutant) (map[string][]byte, error) {
	originals := map[string]*source{}
	inserts := map[string]map[int]string{} // by file and offset
	for _, m := range mutants {
		files, err := m.files(dir)
		if err != nil {
			return nil, fmt.Errorf("mutant %s: %w", m.name, err)
		}
		for name, text := range files {
			original := originals[name]
			if original == nil {
				text, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil {
					return nil, err
				}
				if original, err = parseSource(name, text); err != nil {
					return nil, err
				}
				originals[name], inserts[name] = original, map[int]string{}
			}
			changed, err := parseSource(name, text)
			if err != nil {
				return nil, fmt.Errorf("mutant %s: %w", m.name, err)
			}
			if err := original.insert(inserts[name], m.name, changed); err != nil {
				return nil, fmt.Errorf("mutant %s: %w", m.name, err)
			}
		}
	}
	merged := map[string][]byte{}
	first := true // of the files: it declares the variable
	for _, name := range slices.Sorted(maps.Keys(originals)) {
		original := originals[name]
		if first {
			inserts[name][original.offset(original.file.Name.End())] = `; import mutantos "os"`
			inserts[name][len(original.text)] = "\nvar mutant = mutantos.Getenv(" + strconv.Quote(variable) + ")\n"
			first = false
		}
		merged[name] = original.with(inserts[name])
	}
	return merged, nil
}

// A source is a Go file.
type source struct {
	text  []byte
	fset  *token.FileSet
	file  *ast.File
	funcs []*ast.FuncDecl // those with a body, in order
}

func parseSource(name string, text []byte) (*source, error) {
	s := &source{text: text, fset: token.NewFileSet()}
	var err error
	if s.file, err = parser.ParseFile(s.fset, name, text, parser.SkipObjectResolution); err != nil {
		return nil, err
	}
	for _, decl := range s.file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Body != nil {
			s.funcs = append(s.funcs, f)
		}
	}
	return s, nil
}

func (s *source) offset(pos token.Pos) int { return s.fset.Position(pos).Offset }

// body returns what stands between the braces of the function.
func (s *source) body(f *ast.FuncDecl) string {
	return string(s.text[s.offset(f.Body.Lbrace)+1 : s.offset(f.Body.Rbrace)])
}

// outside returns the text without the functions' bodies.
func (s *source) outside() string {
	var b strings.Builder
	at := 0
	for _, f := range s.funcs {
		b.Write(s.text[at : s.offset(f.Body.Lbrace)+1])
		at = s.offset(f.Body.Rbrace)
	}
	b.Write(s.text[at:])
	return b.String()
}

// insert adds to the inserts, which are by offset, what gives the functions the bodies that a mutant has for them.
func (s *source) insert(inserts map[int]string, name string, changed *source) error {
	if s.outside() != changed.outside() {
		return errors.New("it changes more of a file than the bodies of functions")
	}
	for i, f := range s.funcs {
		body := changed.body(changed.funcs[i])
		if body == s.body(f) {
			continue
		}
		var label string
		ast.Inspect(changed.funcs[i].Body, func(n ast.Node) bool {
			if l, ok := n.(*ast.LabeledStmt); ok {
				label = l.Label.Name
			}
			return true
		})
		if label != "" {
			return fmt.Errorf("the body of %s has the label %s, which would be there twice", f.Name.Name, label)
		}
		if f.Type.Results == nil {
			body += "; return"
		}
		inserts[s.offset(f.Body.Lbrace)+1] += "\nif mutant == " + strconv.Quote(name) + " {" + body + "}\n"
	}
	return nil
}

// with returns the text with the inserts.
func (s *source) with(inserts map[int]string) []byte {
	type insert struct {
		at   int
		text string
	}
	var sorted []insert
	for at, text := range inserts {
		sorted = append(sorted, insert{at, text})
	}
	slices.SortFunc(sorted, func(a, b insert) int { return cmp.Compare(a.at, b.at) })
	var text []byte
	at := 0
	for _, i := range sorted {
		text = append(append(text, s.text[at:i.at]...), i.text...)
		at = i.at
	}
	return append(text, s.text[at:]...)
}
