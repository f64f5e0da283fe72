package verdict

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// A finding is one diagnostic of go vet.
type finding struct {
	file    string // base name
	line    int
	message string
}

func (f finding) String() string { return fmt.Sprintf("%s:%d: %s", f.file, f.line, f.message) }

// askVet returns what go vet says of the row: of a program all that it says, else what it says
// about the declarations of the row's name, its methods included, and about its Run.
func (tb *table) askVet(row Row) (Answer, string, error) {
	found, err := tb.vet(row.Program)
	if err != nil {
		return "", "", err
	}
	var lines []string
	var extents []extent
	if row.Program == "" && len(found) > 0 {
		if extents, err = extentsOf(tb.dir, row); err != nil {
			return "", "", err
		}
	}
	for _, f := range found {
		about := func(e extent) bool { return e.file == f.file && e.from <= f.line && f.line <= e.to }
		if row.Program != "" || slices.ContainsFunc(extents, about) {
			lines = append(lines, f.String())
		}
	}
	if len(lines) == 0 {
		return Silent, "", nil
	}
	return Sees, strings.Join(lines, "\n"), nil
}

// runVet returns what go vet finds in dir, which is relative to the table's directory.
func (tb *table) runVet(dir string) ([]finding, error) {
	out, errs, err := goCommand(filepath.Join(tb.dir, dir), nil, "vet", "-json", "-tags="+buildTags(), ".")
	if err != nil {
		return nil, fmt.Errorf("go vet: %w\n%s", err, indent(string(errs)))
	}
	return parseVet(append(out, errs...)) // Go 1.26 prints to the one, versions before to the other
}

// parseVet reads the output of go vet -json: for each package a JSON object from package to analyzer
// to diagnostics, with "# package" lines between. Test variants of a package repeat its findings.
func parseVet(out []byte) ([]finding, error) {
	var text bytes.Buffer
	for line := range bytes.Lines(out) {
		if !bytes.HasPrefix(line, []byte("#")) {
			text.Write(line)
		}
	}
	var found []finding
	for decoder := json.NewDecoder(&text); decoder.More(); {
		var packages map[string]map[string]json.RawMessage
		if err := decoder.Decode(&packages); err != nil {
			return nil, fmt.Errorf("cannot read what go vet printed: %w\n%s", err, indent(string(out)))
		}
		for _, analyzers := range packages {
			for name, raw := range analyzers {
				var diagnostics []struct{ Posn, Message string }
				if err := json.Unmarshal(raw, &diagnostics); err != nil {
					return nil, fmt.Errorf("go vet: %s failed: %s", name, raw)
				}
				for _, d := range diagnostics {
					found = append(found, newFinding(d.Posn, d.Message))
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b finding) int { return strings.Compare(a.String(), b.String()) })
	return slices.Compact(found), nil
}

// newFinding takes a position of the form path:line:column.
func newFinding(posn, message string) finding {
	posn = posn[:max(0, strings.LastIndexByte(posn, ':'))]
	at := max(0, strings.LastIndexByte(posn, ':'))
	line, _ := strconv.Atoi(strings.TrimPrefix(posn[at:], ":"))
	return finding{file: filepath.Base(posn[:at]), line: line, message: message}
}

// An extent is a range of lines of a file of the package, both ends included.
type extent struct {
	file     string // base name
	from, to int
}

// extentsOf returns where the row's subject is declared, and where its Run is written.
func extentsOf(dir string, row Row) ([]extent, error) {
	runFile, runLine := position(row.Run)
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var extents []extent
	for _, path := range files {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		base := filepath.Base(path)
		var run *extent // the innermost function literal around the line where Run begins
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil {
				return false
			}
			e := extent{base, fset.Position(n.Pos()).Line, fset.Position(n.End()).Line}
			isRun := base == runFile && e.from <= runLine && runLine <= e.to
			switch n := n.(type) {
			case *ast.FuncLit:
				if isRun {
					run = &e
				}
			case *ast.FuncDecl:
				if n.Name.Name == row.Name || receiver(n) == row.Name {
					extents = append(extents, e)
				}
				if isRun {
					run = &e
				}
			case *ast.TypeSpec:
				if n.Name.Name == row.Name {
					extents = append(extents, e)
				}
			}
			return true
		})
		if run != nil {
			extents = append(extents, *run)
		}
	}
	return extents, nil
}

// position returns the base name of the file that a function is written in, and a line of it: that of
// its first instruction, or of the call that the compiler has put in its place.
func position(run func(*T)) (file string, line int) {
	entry := reflect.ValueOf(run).Pointer()
	for frames := runtime.CallersFrames([]uintptr{entry + 1}); ; {
		frame, more := frames.Next()
		if !more { // the outermost: not what was inlined into it
			return filepath.Base(frame.File), frame.Line
		}
	}
}

// receiver returns the name of the type that a method belongs to, "" for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return ""
	}
	for t := f.Recv.List[0].Type; ; {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}
