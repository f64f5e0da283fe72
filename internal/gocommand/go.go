// Package gocommand runs the go command: in a process group of its own, so that an interrupt ends all that it
// started, and with its words kept apart from ours.
package gocommand

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// Go is the go command.
type Go struct {
	Dir string   // where it runs, "" for the current directory
	Env []string // its environment
}

// An Error is a refusal of the go command.
type Error struct {
	Asked string // what it was asked for
	Words string // what it said
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s: the go command says:\n%s", e.Asked, e.Words)
}

// grace is how long the go command and the tests get to end themselves after an interrupt.
const grace = 5 * time.Second

// Run runs the go command with these arguments and settings. When ctx is done, the command and all
// that it started are interrupted and waited for; what is still there after a while is killed.
func (g Go) Run(ctx context.Context, stdout, stderr io.Writer, settings []string, args ...string) error {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = g.Dir
	cmd.Env = append(slices.Clip(g.Env), settings...)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	ownGroup(cmd)
	cmd.Cancel = func() error { return interruptGroup(cmd.Process) }
	cmd.WaitDelay = grace
	if err := cmd.Start(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return errors.New("the go command is needed to build and run tests, and is not in PATH")
		}
		return fmt.Errorf("cannot run the go command: %w", err)
	}
	defer killGroup(cmd.Process)
	return cmd.Wait()
}

// Output runs the go command and returns what it prints. asked says what for, should it refuse.
func (g Go) Output(ctx context.Context, asked string, args ...string) (string, error) {
	var stdout, stderr bytes.Buffer
	err := g.Run(ctx, &stdout, &stderr, nil, args...)
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.As(err, &exit):
		return "", &Error{Asked: asked, Words: strings.TrimRight(stderr.String(), "\n")}
	case err != nil:
		return "", err
	}
	return stdout.String(), nil
}
