package instrument_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// Each file of testdata/programs is a whole program: go run FILE prints what its closing // Output: says, on every
// run and under every schedule. Rewritten, it has to print the same. Where the language leaves an order open, that is
// the order of gc; in the few called doubtful_, gc itself has another one under its race detector.
func TestProgramsPrintWhatTheySay(t *testing.T) {
	runPrograms(t, readPrograms(t), asWritten, natively)
}

// A runner that could not fail would prove nothing.
func TestProgramsAreToldApart(t *testing.T) {
	wrong := func(_ string, src []byte) []byte { return bytes.ReplaceAll(src, []byte("right"), []byte("wrong")) }
	out := execute(t, []program{
		{"prints", []byte("package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"right\") }\n"), "right\n"},
		{"panics", []byte("package main\n\nfunc main() { panic(\"right\") }\n"), ""},
		{"blocks", []byte("package main\n\nfunc main() { select {} }\n"), ""},
		{"goes_on", []byte("package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"on\") }\n"), "on\n"},
	}, wrong, "package main\n\nfunc around(_ string, body func()) {\n\tfor range 2 {\n\t\tbody()\n\t}\n}\n")
	assert.Equal(t, []string{"wrong\n", "wrong\n"}, out["prints"].printed, "rewritten, and run as around has it")
	assert.Empty(t, out["panics"].printed)
	assert.Contains(t, out["panics"].died, "panic: wrong")
	assert.Contains(t, out["blocks"].died, "all goroutines are asleep")
	assert.Equal(t, []string{"on\n", "on\n"}, out["goes_on"].printed, "a program runs also after one that died")
}

// asWritten is the rewrite that changes nothing.
func asWritten(_ string, src []byte) []byte { return src }

// natively is a source file of package main that says how a program is run: once, as it is. Another may call body
// as often as it likes, inside whatever it likes, if the package variables are new each time; each call that returns
// has to have printed the same.
const natively = `package main

import (
	"runtime/debug"
	"time"
)

func around(name string, body func()) {
	watch := time.AfterFunc(20*time.Second, func() {
		debug.SetTraceback("all")
		panic(name + " does not come to its end")
	})
	defer watch.Stop()
	body()
}
`

// A program is a file of testdata/programs without its .go, and what it is to print.
type program struct {
	name string
	src  []byte
	want string
}

func readPrograms(t *testing.T) []program {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.go", "*.go.txt"} { // as .txt, gofmt does not take apart what is oddly laid out
		matches, err := filepath.Glob(filepath.Join("testdata", "programs", pattern))
		require.NoError(t, err)
		require.NotEmpty(t, matches)
		files = append(files, matches...)
	}
	var programs []program
	for _, file := range files {
		src, err := os.ReadFile(file)
		require.NoError(t, err)
		_, block, ok := strings.Cut(strings.ReplaceAll(string(src), "\r\n", "\n"), "\n// Output:\n")
		require.True(t, ok, "%s does not say what it prints: it ends with no // Output:", file)
		var want strings.Builder
		for line := range strings.Lines(block) {
			text, ok := strings.CutPrefix(line, "//")
			require.True(t, ok, "%s goes on after its // Output:", file)
			want.WriteString(strings.TrimPrefix(text, " "))
		}
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		programs = append(programs, program{name, src, want.String()})
	}
	return programs
}

// runPrograms runs each program as a subtest, after rewrite has been over its source, and compares what it prints.
// rewrite is given the path at which the file is compiled, which is that of a package of its own in this module:
// the package may import whatever this module may, the shims too.
func runPrograms(t *testing.T, programs []program, rewrite func(file string, src []byte) []byte, around string) {
	t.Helper()
	out := execute(t, programs, rewrite, around)
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			got := out[p.name]
			assert.Empty(t, got.died, "it did not come to its end")
			assert.NotEmpty(t, got.printed, "it was not run to its end")
			for _, printed := range got.printed {
				assert.Equal(t, p.want, printed)
			}
		})
	}
}

// An outcome is what each run of a program that came to its end printed, and the last words of a process in which
// it did not.
type outcome struct {
	printed []string
	died    string
}

// execute builds one binary of all programs and runs them one after the other in one process; linking a binary for
// each would take minutes. Its packages exist in an overlay only. If a program kills the process, the
// next process begins with the program after it.
func execute(t *testing.T, programs []program, rewrite func(file string, src []byte) []byte, around string) map[string]outcome {
	t.Helper()
	binary := build(t, programs, rewrite, around)
	outcomes := map[string]outcome{}
	for todo := programs; len(todo) > 0; {
		var names []string
		for _, p := range todo {
			names = append(names, p.name)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		cmd := exec.CommandContext(ctx, binary, names...)
		var stdout, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		err := cmd.Run()
		cancel()

		current := 0 // the program of todo that was begun last
		for section := range strings.SplitSeq(stdout.String(), "\x00begin ") {
			name, printed, ok := strings.Cut(section, "\n")
			if !ok {
				continue
			}
			for todo[current].name != name {
				current++
			}
			if printed, ok = strings.CutSuffix(printed, "\x00end\n"); ok {
				o := outcomes[name]
				o.printed = append(o.printed, printed)
				outcomes[name] = o
			}
		}
		if err == nil {
			break
		}
		o := outcomes[todo[current].name]
		o.died = fmt.Sprintf("%v\n%s", err, &stderr)
		outcomes[todo[current].name] = o
		todo = todo[current+1:]
	}
	return outcomes
}

// importable is the source of a program as that of a package which is called program and whose main is Main, since
// nobody can import a package main.
func importable(t *testing.T, p program) []byte {
	t.Helper()
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, p.name, p.src, parser.SkipObjectResolution)
	require.NoError(t, err)
	names := []*ast.Ident{parsed.Name}
	for _, decl := range parsed.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "main" {
			names = append(names, f.Name)
		}
	}
	require.Len(t, names, 2, "%s has no func main", p.name)
	at := func(id *ast.Ident) (before, after int) {
		before = fset.File(id.Pos()).Offset(id.Pos())
		return before, before + len(id.Name)
	}
	clause, afterClause := at(names[0])
	decl, afterDecl := at(names[1])
	return slices.Concat(p.src[:clause], []byte("program"), p.src[afterClause:decl], []byte("Main"), p.src[afterDecl:])
}

// build makes a package of each program and compiles a driver that calls those it is told to.
func build(t *testing.T, programs []program, rewrite func(file string, src []byte) []byte, around string) string {
	t.Helper()
	dir := t.TempDir()
	here, err := filepath.Abs("testdata")
	require.NoError(t, err)
	overlay := map[string]string{}
	add := func(path string, src []byte) {
		file := filepath.Join(dir, fmt.Sprintf("%d.go", len(overlay)))
		require.NoError(t, os.WriteFile(file, src, 0o600))
		overlay[path] = file
	}

	var imports, table strings.Builder
	for i, p := range programs {
		file := filepath.Join(here, "program", p.name, "program.go")
		add(file, rewrite(file, importable(t, p)))
		fmt.Fprintf(&imports, "\tp%d %q\n", i, "github.com/counterpoint-go/counterpoint/internal/instrument/testdata/program/"+p.name)
		fmt.Fprintf(&table, "\t%q: p%d.Main,\n", p.name, i)
	}
	add(filepath.Join(here, "driver", "main.go"), fmt.Appendf(nil, programDriver, imports.String(), table.String()))
	add(filepath.Join(here, "driver", "around.go"), []byte(around))

	list, err := json.Marshal(map[string]any{"Replace": overlay})
	require.NoError(t, err)
	overlayFile, binary := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "programs.exe")
	require.NoError(t, os.WriteFile(overlayFile, list, 0o600))
	out, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", overlayFile, "-o", binary, "./testdata/driver").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return binary
}

const programDriver = `package main

import (
	"fmt"
	"os"

%s)

var programs = map[string]func(){
%s}

func main() {
	for _, name := range os.Args[1:] {
		around(name, func() {
			fmt.Print("\x00begin ", name, "\n")
			programs[name]()
			fmt.Print("\x00end\n")
		})
	}
}
`

// notExplored are the programs of which an exploration refuses to say anything, and why.
var notExplored = map[string]string{
	"range_func_pull": "iter.Pull has its iterator run by a goroutine that the exploration does not know",
}

// What is rewritten computes the same: as a plain program; inside an exploration, which finds nothing wrong with it;
// and when the accesses to all variables are steps, also to those that no other goroutine can get at.
func TestRewrittenProgramsPrintTheSame(t *testing.T) {
	if raced {
		t.Skip("the programs are built where the tests run without the race detector")
	}
	for name, c := range map[string]struct {
		config instrument.Config
		around string
	}{
		"natively":     {instrument.Config{}, natively},
		"explored":     {instrument.Config{}, explored("explore.DPOR")},
		"all explored": {instrument.Config{All: true}, explored("explore.Random")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			programs := readPrograms(t)
			if c.around != natively {
				programs = slices.DeleteFunc(programs, func(p program) bool { return notExplored[p.name] != "" })
			}
			runPrograms(t, programs, rewriter(t, &c.config), c.around)
		})
	}
}

// rewriter returns what rewrites the file of a program.
func rewriter(t *testing.T, c *instrument.Config) func(file string, src []byte) []byte {
	imports := exported(t)
	return func(file string, src []byte) []byte {
		p := checked(t, imports, "program", "go1.26", map[string][]byte{file: src})
		result, err := c.Rewrite(p)
		require.NoError(t, err, file)
		for _, r := range result.Refusals {
			t.Logf("%s: %s", r.Pos, r.Why)
		}
		if text, ok := result.Files[file]; ok {
			return text
		}
		return src
	}
}

// explored runs a program in one execution of a strategy.
func explored(strategy string) string {
	return `package main

import (
	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
)

func around(name string, body func()) {
	report := explore.Run(runner.Fresh(func(*explore.T) { body() }), explore.Using(` + strategy + `), explore.Executions(1), explore.PatientTime(), explore.Named(name))
	if report.Failed() {
		panic(report.String())
	}
}
`
}
