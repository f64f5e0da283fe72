// Package mutation holds a package's tests to what they are for: to notice when the code is wrong. A mutant is a wrong
// version of the package, as a reviewer might let it pass: a compare-and-swap made a store, a check that is left out.
// It names the test that catches it, and the test of this package's user has that test run with the mutant, and wants
// it to fail. A mutant that survives is a test that is missing.
//
// A mutant is a file testdata/mutants/NAME.txtar of the package. What stands before its sections says what is wrong
// with it, and ends with a line "caught by TestX". Each pair of sections, -- FILE -- and -- instead --, has lines of one
// of the package's files, and what takes their place: lines in the bodies of functions.
//
// A test with a name that begins with TestExplored is explored, and so fails for each wrong version for which any
// interleaving of it fails. Others are run once, natively, and should fail each time.
package mutation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// Test has each mutant of the package in the working directory run, in a subtest of its name.
func Test(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the package with all its mutants, twice")
	}
	b, err := build(t.Context(), ".", t.TempDir())
	require.NoError(t, err)
	for _, m := range b.mutants {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			if err := b.check(t.Context(), m); err != nil {
				t.Error(err)
			}
		})
	}
}

// A built package has all mutants in it.
type built struct {
	dir, temp string
	path      string // its import path
	mutants   []*mutant
}

// How long a test may take, and how much of a test is explored to see that it passes without a mutant: that it passes
// in all interleavings is another test's to say.
const (
	patience = time.Minute
	glance   = 100
)

func build(ctx context.Context, dir, temp string) (*built, error) {
	mutants, err := read(dir)
	if err != nil {
		return nil, err
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	files, err := merge(dir, mutants)
	if err != nil {
		return nil, err
	}
	b := &built{dir: dir, temp: temp, mutants: mutants}
	g := gocommand.Go{Dir: dir, Env: os.Environ()}
	if b.path, err = g.Output(ctx, "go list", "list", "."); err != nil {
		return nil, err
	}
	b.path = strings.TrimSpace(b.path)
	if slices.ContainsFunc(mutants, (*mutant).explored) {
		overlay := map[string][]byte{}
		for name, text := range files {
			overlay[filepath.Join(dir, name)] = text
		}
		request := explorer.Request{Patterns: []string{"."}, Overlay: overlay, Temp: filepath.Join(temp, "rewritten")}
		if err := os.Mkdir(request.Temp, 0o777); err != nil {
			return nil, err
		}
		if err := request.Build(ctx, g, b.binary(true)); err != nil {
			return nil, err
		}
	}
	if slices.ContainsFunc(mutants, func(m *mutant) bool { return !m.explored() }) {
		if err := b.native(ctx, g, files); err != nil {
			return nil, err
		}
	}
	return b, b.unchanged(ctx)
}

// binary returns the path of the tests' binary.
func (b *built) binary(explored bool) string {
	return filepath.Join(b.temp, fmt.Sprintf("explored-%t.test", explored))
}

// native builds the tests as they are.
func (b *built) native(ctx context.Context, g gocommand.Go, files map[string][]byte) error {
	replace := map[string]string{}
	for name, text := range files {
		file := filepath.Join(b.temp, name)
		if err := os.WriteFile(file, text, 0o666); err != nil {
			return err
		}
		replace[filepath.Join(b.dir, name)] = file
	}
	overlay := filepath.Join(b.temp, "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	if err := os.WriteFile(overlay, text, 0o666); err != nil {
		return err
	}
	_, err = g.Output(ctx, "go test -c", "test", "-c", "-vet=off", "-ldflags=-w", "-overlay="+overlay, "-o="+b.binary(false), ".")
	return err
}

// unchanged returns an error if one of the tests fails without a mutant.
func (b *built) unchanged(ctx context.Context) error {
	tests := map[string]*mutant{}
	for _, m := range b.mutants {
		tests[m.test] = m
	}
	for _, test := range slices.Sorted(maps.Keys(tests)) {
		says, err := b.run(ctx, tests[test], "", glance)
		if err != nil {
			return err
		}
		if says != "" {
			return fmt.Errorf("%s fails without a mutant:\n%s", test, says)
		}
	}
	return nil
}

// check returns an error if the mutant survives.
func (b *built) check(ctx context.Context, m *mutant) error {
	says, err := b.run(ctx, m, m.name, 0)
	if err == nil && says == "" {
		err = fmt.Errorf("%s survives: %s passes", m.name, m.test)
	}
	return err
}

// run runs the mutant's test, with this mutant or with none, and returns what it says if it fails. It explores no more
// than so many executions, if that is not 0.
func (b *built) run(ctx context.Context, m *mutant, name string, executions int) (says string, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, b.binary(m.explored()), "-test.run=^"+m.test+"$", "-test.count=1", "-test.v",
		"-test.timeout="+(2*patience).String()) // in case that this process is gone by then
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), variable+"="+name)
	if m.explored() {
		return b.explore(cmd, m, executions)
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("%s does not end with the mutant %q: it should fail", m.test, name)
	case errors.As(err, &exit):
		return string(out), nil
	case err == nil && !strings.Contains(string(out), "--- PASS: "+m.test+" "):
		return "", fmt.Errorf("%s does not run:\n%s", m.test, out)
	}
	return "", err
}

// explore is run for a test that is explored.
func (b *built) explore(cmd *exec.Cmd, m *mutant, executions int) (says string, err error) {
	folder, err := os.MkdirTemp(b.temp, m.name)
	if err != nil {
		return "", err
	}
	settings, err := json.Marshal(runner.Settings{Folder: folder, Executions: executions, Time: patience / 2})
	if err != nil {
		return "", err
	}
	cmd.Env = append(cmd.Env, runner.Variable+"="+string(settings))
	out, _ := cmd.CombinedOutput() // the status says no more than the result
	result, err := runner.ReadResult(folder, b.path, m.test)
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	if !result.Report.Failed() {
		return "", nil
	}
	failure := result.Report.Failures[0]
	switch failure.Kind {
	case explore.Refused, explore.Nondeterminism, explore.Hang:
		return "", fmt.Errorf("%s cannot be explored: %s: %s", m.test, failure.Kind, failure.Message)
	}
	return failure.String(), nil
}
