//go:build unix

package gocommand

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup has cmd start in a process group of its own: an interrupt that a terminal sends comes to
// this process alone, which passes it on once, and all that cmd starts can be reached together.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func interruptGroup(p *os.Process) error { return syscall.Kill(-p.Pid, syscall.SIGINT) }

// killGroup kills what is left of the group, if anything is.
func killGroup(p *os.Process) { _ = syscall.Kill(-p.Pid, syscall.SIGKILL) }
