//go:build unix

package verdict

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup has cmd start in a process group of its own, so that it can be killed with all its
// children.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	endWithParent(cmd.SysProcAttr)
}

// askForStacks has a Go process print its goroutines and end.
func askForStacks(p *os.Process) { p.Signal(syscall.SIGQUIT) }

// killGroup kills a process started by ownGroup and all that is left of its group.
func killGroup(p *os.Process) { syscall.Kill(-p.Pid, syscall.SIGKILL) }
