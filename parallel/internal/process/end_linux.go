package process

import (
	"os/exec"
	"syscall"
)

// endWithParent has the kernel kill the process when the thread that started it ends, also one that can't read the
// end of its input because it is stopped.
func endWithParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
