package explore

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
	"unicode"

	shimcontext "github.com/counterpoint-go/counterpoint/explore/shim/context"
)

// TempDir returns a new directory, which is removed at the end of the test, and with it of the execution. Its
// name is the same in each execution, so that what the body does with it is.
func (t *T) TempDir() string {
	dir, err := t.r.makeTemp()
	if err != nil {
		t.Fatalf("TempDir: %v", err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("TempDir RemoveAll cleanup: %v", err)
		}
	})
	return dir
}

// ArtifactDir is TempDir: of what executions leave behind nothing is kept.
func (t *T) ArtifactDir() string { return t.TempDir() }

// makeTemp makes a directory in that of the exploration.
func (r *run) makeTemp() (dir string, err error) {
	if r.temp == "" {
		if r.temp, err = os.MkdirTemp("", "explore"); err != nil {
			return "", err
		}
	}
	r.temps++
	dir = filepath.Join(r.temp, fmt.Sprintf("%03d", r.temps))
	return dir, os.Mkdir(dir, 0o777)
}

func (r *run) removeTemp() {
	if r.temp != "" {
		os.RemoveAll(r.temp)
	}
}

const parallelConflict = `testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel`

// alone says that the test changes what is the process's. A test that others run beside must not.
func (t *T) alone() {
	for u := t; u != nil; u = u.parent {
		if u.isParallel {
			panic(parallelConflict)
		}
	}
	t.isAlone = true
}

// Setenv sets an environment variable of the process until the end of the test. It is no step: an execution has
// the environment for itself, its goroutines share it.
func (t *T) Setenv(key, value string) {
	t.alone()
	before, ok := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		t.Fatalf("cannot set environment variable: %v", err)
	}
	t.Cleanup(func() {
		if ok {
			_ = os.Setenv(key, before)
		} else {
			_ = os.Unsetenv(key)
		}
	})
}

// Chdir changes the working directory of the process until the end of the test, and PWD where there is one. It
// is no step.
func (t *T) Chdir(dir string) {
	t.alone()
	before, err := os.Open(".")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		err := before.Chdir()
		_ = before.Close()
		if err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
	if err := os.Chdir(dir); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "plan9" {
		return
	}
	now, err := filepath.Abs(dir)
	if !filepath.IsAbs(dir) {
		now, err = os.Getwd()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PWD", now)
}

// Context returns a context that is cancelled when the test and its parallel subtests have returned, before the
// cleanups are called.
func (t *T) Context() context.Context {
	if t.ctx == nil {
		t.ctx, t.cancel = shimcontext.WithCancel(context.Background())
		if t.isOver {
			t.cancel()
		}
	}
	return t.ctx
}

// Deadline says that there is none: what bounds an execution is its number of steps, see [Steps].
func (t *T) Deadline() (deadline time.Time, ok bool) { return time.Time{}, false }

// Attr logs the attribute.
func (t *T) Attr(key, value string) {
	switch {
	case strings.ContainsFunc(key, unicode.IsSpace):
		t.Errorf("disallowed whitespace in attribute key %q", key)
	case strings.ContainsAny(value, "\r\n"):
		t.Errorf("disallowed newline in attribute value %q", value)
	default:
		t.Logf("=== ATTR  %s %v %v", t.Name(), key, value)
	}
}

// Output returns a writer that logs each line.
func (t *T) Output() io.Writer { return writer{t} }

type writer struct{ t *T }

func (w writer) Write(p []byte) (int, error) {
	w.t.output = append(w.t.output, p...)
	for {
		line, rest, ok := strings.Cut(string(w.t.output), "\n")
		if !ok {
			return len(p), nil
		}
		w.t.log(line)
		w.t.output = output(rest)
	}
}

// output is the beginning of a line.
type output []byte

// flush logs a line that has no end.
func (o *output) flush(t *T) {
	if len(*o) > 0 {
		t.log(string(*o))
		*o = nil
	}
}
