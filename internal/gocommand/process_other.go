//go:build !unix

package gocommand

import (
	"fmt"
	"os"
	"os/exec"
)

func ownGroup(*exec.Cmd) {}

// interruptGroup leaves it to the system, which sends Ctrl-C to all processes of the console, and
// says what it cannot do itself.
func interruptGroup(*os.Process) error {
	fmt.Fprintf(os.Stderr, "counterpoint: this system has no process groups to interrupt: waiting %v for go test to end by itself\n", grace)
	return nil
}

func killGroup(p *os.Process) { _ = p.Kill() }
