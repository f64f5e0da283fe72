package verdict

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// Table runs each row as a subtest of t, asks every tool about it, each in a child process of its
// own, and fails the rows about which a tool answers anything else than the row wants.
//
// Several rows run at a time, twice as many as -test.parallel says, for most of those that hang are waited for. Table is called from a test function of its
// own, once: `counterpoint verdict` finds and runs the functions that call it. It may be called from
// one goroutine only.
func Table(t *testing.T, rows []Row) {
	t.Helper()
	if isExplored(t) {
		exploreRow(t, rows)
		return
	}
	if asked := os.Getenv(envBuild); asked != "" {
		if err := buildAsked(asked); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err := check(rows); err != nil {
		t.Fatalf("verdict: %v", err)
	}
	tools, err := askedTools()
	if err != nil {
		t.Fatalf("verdict: %v", err)
	}
	if _, _, err := askedSize(); err != nil {
		t.Fatalf("verdict: %v", err)
	}
	pkg := callingPackage()
	each := func(run func(t *testing.T, row Row)) {
		for _, row := range rows {
			t.Run(row.Name, func(t *testing.T) { run(t, row) })
		}
	}
	if tool := os.Getenv(envChild); tool != "" {
		each(func(t *testing.T, row Row) { child(t, row, Tool(tool)) })
		return
	}
	if os.Getenv(envList) != "" {
		each(func(t *testing.T, row Row) {
			publish(t, newReport(pkg, row))
			t.Skipf("%s only lists the rows", envList)
		})
		return
	}
	if os.Getenv(envInProcess) != "" {
		each(inProcess)
		return
	}
	tb, err := newTable(t, pkg)
	if err != nil {
		t.Fatalf("verdict: %v", err)
	}
	each(func(t *testing.T, row Row) {
		replies := tb.ask(t, row, tools) // which goes on while the row's turn to be judged has not come
		t.Parallel()
		tb.judge(t, newReport(pkg, row), row, tools, <-replies)
	})
}

func newReport(pkg string, row Row) Report {
	report := Report{
		Result:  Result{Package: pkg, Row: row.Name, Mistake: row.Mistake, Safe: row.Safe, Tools: map[Tool]Answer{}, Want: row.Want, OK: true, Bound: row.Bound},
		Fix:     row.Fix,
		Program: row.Program,
		Said:    map[Tool]string{},
	}
	for _, tool := range Tools() {
		report.Tools[tool] = NA
	}
	return report
}

// A table is what the rows of one Table share: where it stands, and what is built once.
type table struct {
	name string // of the test that called Table
	pkg  string // the import path of the package under test
	dir  string // its directory
	temp string // where binaries are built

	turns chan struct{} // has room for as many rows as are asked about at a time

	plain func() (string, error)

	mu       sync.Mutex
	binaries map[string]func() (string, error)
	vets     map[string]func() ([]finding, error)
}

func newTable(t *testing.T, pkg string) (*table, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	// The package is vetted, and its tests are built again: see build.go.
	if _, err := exec.LookPath("go"); err != nil {
		return nil, fmt.Errorf("a table needs the go command on the PATH: %w", err)
	}
	if tests, _ := filepath.Glob(filepath.Join(dir, "*_test.go")); len(tests) == 0 {
		return nil, fmt.Errorf("a table runs in the directory of its package, as under go test; in %s there are no tests", dir)
	}
	temp, err := os.MkdirTemp("", "verdict")
	if err != nil {
		return nil, err
	}
	tb := &table{
		name:     t.Name(),
		pkg:      pkg,
		dir:      dir,
		temp:     temp,
		turns:    make(chan struct{}, 2*parallel()),
		binaries: map[string]func() (string, error){},
		vets:     map[string]func() ([]finding, error){},
	}
	tb.plain = sync.OnceValues(tb.buildPlain)

	// A signal would end the test without its cleanups.
	interrupt := make(chan os.Signal, 1)
	signal.Notify(interrupt, os.Interrupt, syscall.SIGTERM)
	go func() {
		if sig, ok := <-interrupt; ok {
			os.RemoveAll(temp)
			fmt.Fprintf(os.Stderr, "verdict: ended by a signal: %v\n", sig)
			os.Exit(1)
		}
	}()
	t.Cleanup(func() {
		signal.Stop(interrupt)
		close(interrupt)
		os.RemoveAll(temp)
	})
	return tb, nil
}

// program returns the binary of a row's Program, built once with the race detector and once without.
func (tb *table) program(dir string, race bool) (string, error) {
	return once(tb, tb.binaries, fmt.Sprint(race, dir), func() (string, error) { return tb.buildProgram(dir, race) })
}

// swapped returns the test binary with go-deadlock's locks, built once.
func (tb *table) swapped() (string, error) {
	return once(tb, tb.binaries, string(GoDeadlock), tb.buildSwapped)
}

// vet returns what go vet finds in a directory below the table's; "" is its own.
func (tb *table) vet(dir string) ([]finding, error) {
	return once(tb, tb.vets, dir, func() ([]finding, error) { return tb.runVet(dir) })
}

// once returns the value of make for the key, and calls it the first time only.
func once[T any](tb *table, made map[string]func() (T, error), key string, make func() (T, error)) (T, error) {
	tb.mu.Lock()
	if made[key] == nil {
		made[key] = sync.OnceValues(make)
	}
	value := made[key]
	tb.mu.Unlock()
	return value()
}

// parallel returns what -test.parallel says.
func parallel() int {
	if f := flag.Lookup("test.parallel"); f != nil {
		if n, ok := f.Value.(flag.Getter).Get().(int); ok {
			return n
		}
	}
	return runtime.GOMAXPROCS(0)
}

// ask asks the tools about the row, all at once. Most of the time of a row that hangs is spent waiting.
func (tb *table) ask(t *testing.T, row Row, tools []Tool) <-chan map[Tool]*reply {
	replies, processes := map[Tool]*reply{}, map[Tool]func() (ending, error){}
	done := make(chan map[Tool]*reply, 1)
	for _, tool := range tools {
		if row.Want[tool] != NA && (tool != Race || raced) {
			replies[tool] = new(reply)
		}
	}
	if isSampled(row) {
		replies[Assert] = new(reply)
	}
	for tool := range replies {
		as := watched(row, tool)
		processes[as] = sync.OnceValues(func() (ending, error) { return tb.run(t, row, as) })
	}
	go func() {
		tb.turns <- struct{}{}
		defer func() { <-tb.turns }()
		var wg sync.WaitGroup
		for tool, r := range replies {
			wg.Go(func() { *r = tb.askOne(t, row, tool, processes[watched(row, tool)]) })
		}
		wg.Wait()
		done <- replies
	}()
	return done
}

// isSampled says whether a report shows what Assert says once, of a row that expects nothing of it.
func isSampled(row Row) bool { return os.Getenv(envReport) != "" && row.Want[Assert] == NA }

// judge compares what the tools answer with what the row wants.
func (tb *table) judge(t *testing.T, report Report, row Row, tools []Tool, replies map[Tool]*reply) {
	if isSampled(row) {
		report.Sample = replies[Assert].said
		delete(replies, Assert)
	}
	for _, tool := range tools {
		r := replies[tool]
		switch {
		case r == nil:
			continue
		case r.err != nil:
			report.OK = false
			t.Errorf("verdict: row %s: tool %s could not be asked: %v", row.Name, tool, r.err)
			continue
		}
		report.Tools[tool], report.Said[tool] = r.answer, r.said
		if tool == Explore {
			report.Outcomes = r.outcomes
		}
		if wrong := r.wrong(row, tool); wrong != "" {
			report.OK = false
			t.Error(complain(row, tool, wrong, r.said))
		} else if testing.Verbose() {
			t.Logf("%s: %s\n%s", tool, r.answer, indent(r.said))
		}
	}
	publish(t, report)
	if !raced && row.Want[Race] == Sees && slices.Contains(tools, Race) && !t.Failed() {
		t.Skip("the race detector was not asked: this row needs go test -race")
	}
}

// callingPackage returns the import path of the package under test: that of the first function on
// the stack outside of this package, without the _test of an external test package.
func callingPackage() string {
	pc := make([]uintptr, 8)
	frames := runtime.CallersFrames(pc[:runtime.Callers(3, pc)])
	frame, _ := frames.Next()
	slash := strings.LastIndexByte(frame.Function, '/') + 1
	path, _, _ := strings.Cut(frame.Function[slash:], ".")
	return strings.TrimSuffix(frame.Function[:slash]+path, "_test")
}
