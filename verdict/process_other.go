//go:build !unix

package verdict

import (
	"fmt"
	"os"
	"os/exec"
)

func ownGroup(*exec.Cmd) {}

// askForStacks can't ask: SIGQUIT is Unix alone. It says so and kills the process.
func askForStacks(p *os.Process) {
	fmt.Fprintln(os.Stderr, "verdict: this system has no SIGQUIT: a row's process is killed without its goroutines' wait reasons")
	p.Kill()
}

func killGroup(p *os.Process) { p.Kill() }
