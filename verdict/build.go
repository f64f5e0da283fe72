package verdict

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// The columns need the package's tests in up to five forms: with the race detector (this very
// process), without it, with go-deadlock's locks in place of sync's, and rewritten to have their locks
// watched or to be explored. All but the first are built once a table; for the last two see rewritten.go.

// lookAlike is the package that has go-deadlock's locks, and every other name of sync's.
const lookAlike = "github.com/counterpoint-go/counterpoint/verdict/godeadlock"

// goCommand runs the go command in dir, with settings in its environment, and returns its two
// outputs.
func goCommand(dir string, settings []string, args ...string) (stdout, stderr []byte, err error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), settings...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	return out.Bytes(), errs.Bytes(), err
}

// withoutCgo keeps cgo out of a binary, and with it what turns the runtime's deadlock detector off:
// -race does, and so does package net where it resolves names through C.
var withoutCgo = []string{"CGO_ENABLED=0"}

// withoutDWARF has go link faster: nobody debugs these binaries.
const withoutDWARF = "-ldflags=-w"

// buildPlain builds the test binary without the race detector and, unless it cannot be built so,
// without cgo.
func (tb *table) buildPlain() (string, error) {
	args := []string{"test", "-c", "-race=false", withoutDWARF, "-tags=" + buildTags()}
	binary, err := tb.build(tb.dir, "plain", withoutCgo, args)
	if err != nil {
		binary, err = tb.build(tb.dir, "plain", nil, args)
	}
	return binary, err
}

// buildSwapped builds the test binary with go-deadlock's locks: every file of the package and its
// tests that imports sync gets an overlay that imports the look-alike instead, under the same name
// and on the same line. The files themselves are not touched.
func (tb *table) buildSwapped() (string, error) {
	temp, err := os.MkdirTemp(tb.temp, "swapped")
	if err != nil {
		return "", err
	}
	files, err := filepath.Glob(filepath.Join(tb.dir, "*.go"))
	if err != nil {
		return "", err
	}
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		swapped, err := instrument.SwapImport(file, text, "sync", lookAlike)
		if err != nil {
			return "", err
		}
		if bytes.Equal(swapped, text) {
			continue
		}
		copied := filepath.Join(temp, fmt.Sprintf("%d.go", i))
		if err := os.WriteFile(copied, swapped, 0o666); err != nil {
			return "", err
		}
		overlay.Replace[file] = copied
	}
	text, err := json.Marshal(overlay)
	if err != nil {
		return "", err
	}
	path := filepath.Join(temp, "overlay.json")
	if err := os.WriteFile(path, text, 0o666); err != nil {
		return "", err
	}
	args := []string{"test", "-c", "-race=false", withoutDWARF, "-overlay=" + path, "-tags=" + buildTags()}
	binary, err := tb.build(tb.dir, string(GoDeadlock), nil, args)
	if err != nil {
		return "", fmt.Errorf("%w\n  (a package whose locks cannot be swapped wants .NA(%s))", err, GoDeadlock)
	}
	return binary, nil
}

// buildProgram builds the main package in dir, which is a module of its own.
func (tb *table) buildProgram(dir string, race bool) (string, error) {
	name := fmt.Sprintf("program%t%s", race, filepath.Base(dir))
	settings := withoutCgo
	if race {
		settings = nil
	}
	return tb.build(filepath.Join(tb.dir, dir), name, settings, []string{"build", fmt.Sprintf("-race=%t", race)})
}

// build runs the go command with args in dir and returns the binary that it made of the package
// there.
func (tb *table) build(dir, name string, settings, args []string) (string, error) {
	binary := tb.binary(name)
	if _, errs, err := goCommand(dir, settings, append(args, "-o", binary, ".")...); err != nil {
		return "", fmt.Errorf("cannot build %s: go %s: %w\n%s", dir, args[0], err, indent(string(errs)))
	}
	return binary, nil
}

// binary returns the path for a binary of this name: the ending is what Windows needs and no other minds.
func (tb *table) binary(name string) string { return filepath.Join(tb.temp, name+".exe") }

// buildTags returns the -tags that this binary was itself built with.
func buildTags() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == "-tags" {
			return setting.Value
		}
	}
	return ""
}
