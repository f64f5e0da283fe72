package explorer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// An exploration has its process to itself, so that the tests of a package take as many processes as there are
// processors to explore them at the same time: go test runs the test binary by way of this program, which starts it
// several times. All of these come to all tests in order, and each test is explored by the one that claims it first.
//
// Where there is a TestMain the tests share what it sets up, once: they have one process.

// CopiesVariable is the environment variable that has this program start copies of the program that its arguments
// name. It holds how many, as JSON, by the folder of the package.
const CopiesVariable = "COUNTERPOINT_COPIES"

// copies returns how many processes to use for each package of which there are tests to run, by its folder. It is empty
// if none is to have more than one.
func (w *work) copies(tests []Test) map[string]int {
	number := map[string]int{} // of tests
	for _, t := range tests {
		number[t.Package]++
	}
	copies := map[string]int{}
	for path, n := range number {
		if folder := w.program.folder(path); w.Self != "" && folder != "" {
			if n = min(n, runtime.GOMAXPROCS(0)/len(number)); n > 1 {
				copies[folder] = n
			}
		}
	}
	return copies
}

// folder returns the folder of a package without a TestMain, "" if it has one.
func (p *program) folder(importPath string) (folder string) {
	for _, u := range p.Units {
		if u.ImportPath() != importPath || u.Types == nil {
			continue
		}
		if u.Types.Scope().Lookup("TestMain") != nil {
			return ""
		}
		if len(u.GoFiles) > 0 {
			folder = filepath.Dir(u.GoFiles[0])
		}
	}
	return folder
}

// copying returns the flag and the setting that have go test run copies.
func (w *work) copying(tests []Test) (flags, settings []string, err error) {
	copies := w.copies(tests)
	if len(copies) == 0 || strings.Contains(w.Self, "'") {
		return nil, nil, nil
	}
	text, err := json.Marshal(copies)
	return []string{"-exec='" + w.Self + "'"}, []string{CopiesVariable + "=" + string(text)}, err
}

// Copies runs a program with its arguments as often as the variable says for the current folder, all at the same time,
// and returns the exit status: that of one that fails, if any does.
func Copies(args []string, stdout, stderr io.Writer) (status int) {
	// An interrupt is for the copies, which all get it, and which end by themselves.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	var copies map[string]int
	err := json.Unmarshal([]byte(os.Getenv(CopiesVariable)), &copies)
	_ = os.Unsetenv(CopiesVariable) // it is not for what the tests start
	if err != nil || len(args) == 0 {
		fmt.Fprintf(stderr, "counterpoint: %s is set by counterpoint explore, and not for people\n", CopiesVariable)
		return 2
	}
	folder, err := os.Getwd()
	if err != nil {
		fmt.Fprintf(stderr, "counterpoint: %v\n", err)
		return 2
	}
	var mu sync.Mutex // lines come whole
	lines := func(to io.Writer) *gocommand.LineWriter {
		return &gocommand.LineWriter{Line: func(line []byte) {
			mu.Lock()
			defer mu.Unlock()
			_, _ = to.Write(append(bytes.Clone(line), '\n')) // a reader who has left makes itself known by SIGPIPE
		}}
	}
	statuses := make([]int, max(copies[folder], 1))
	var wg sync.WaitGroup
	for i := range statuses {
		wg.Go(func() {
			cmd := exec.Command(args[0], args[1:]...)
			out, err := lines(stdout), lines(stderr)
			cmd.Stdout, cmd.Stderr = out, err
			statuses[i] = statusOf(cmd.Run())
			out.Flush()
			err.Flush()
		})
	}
	wg.Wait()
	for _, s := range statuses {
		status = max(status, s)
	}
	return status
}

func statusOf(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		return exit.ExitCode()
	}
	return 1
}
