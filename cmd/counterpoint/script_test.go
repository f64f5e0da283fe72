package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/lockcheck"
	"github.com/counterpoint-go/counterpoint/internal/measure"
	"github.com/counterpoint-go/counterpoint/parallel"
)

var update = flag.Bool("update", false, "rewrite the golden files, and the table in README.md")

// raced says whether this test, and so the command that it runs, has the race detector in it.
var raced = false

// noSleep spares a process the second that the race detector waits before it ends.
const noSleep = "GORACE=atexit_sleep_ms=0"

func TestMain(m *testing.M) {
	parallel.Init()
	if measure.Echoing() { // as a worker process is, whatever this program is called
		main()
		return
	}
	if os.Getenv(explorer.CopiesVariable) != "" || os.Getenv(lockcheck.LogVariable) != "" { // whatever this program is called
		main()
	}
	testscript.Main(m, map[string]func(){"counterpoint": func() {
		if "GORACE="+os.Getenv("GORACE") == noSleep { // it has done what it was set for
			_ = os.Unsetenv("GORACE")
		}
		main()
	}})
}

// TestScript runs the command as its users do: each script is a session in a module of its own that
// uses verdict from this checkout.
func TestScript(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs tests of modules")
	}
	setup := goEnvironment(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Vars = append(append(env.Vars, setup...), noSleep)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "race" {
				return raced, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"module":  cmdModule,
			"status":  cmdStatus,
			"nothing": cmdNothing,
		},
	})
}

// goEnvironment returns what the go command needs in a module of writeModule's: its caches, and no
// network.
func goEnvironment(t *testing.T) []string {
	out, err := exec.Command("go", "env", "-json", "GOCACHE", "GOMODCACHE", "GOPATH", "GOROOT").Output()
	require.NoError(t, err)
	var env map[string]string
	require.NoError(t, json.Unmarshal(out, &env))
	vars := []string{
		"GOFLAGS=-mod=mod -ldflags=-w", // no DWARF: linking is most of what a script does
		"GOPROXY=off", "GOSUMDB=off", "GOTOOLCHAIN=local", "GOWORK=off",
	}
	for name, value := range env {
		vars = append(vars, name+"="+value)
	}
	return vars
}

// writeModule makes dir a module that uses verdict from this checkout.
func writeModule(dir, path string) error {
	checkout, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	sums, err := os.ReadFile(filepath.Join(checkout, "go.sum"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o666); err != nil {
		return err
	}
	const self = "github.com/counterpoint-go/counterpoint"
	mod := fmt.Sprintf("module %s\n\ngo 1.26\n\nrequire %s v0.0.0\n\nreplace %s => %s\n", path, self, self, checkout)
	return os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o666)
}

// cmdModule (module PATH) makes the current directory a module that uses verdict from the checkout.
func cmdModule(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: module PATH")
	}
	ts.Check(writeModule(ts.MkAbs("."), args[0]))
}

// cmdStatus (status N COMMAND...) runs a command that must end with this exit status.
func cmdStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// cmdNothing (nothing GLOB) fails if anything matches.
func cmdNothing(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: nothing GLOB")
	}
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) > 0 {
		ts.Fatalf("left behind: %s", strings.Join(found, ", "))
	}
}
