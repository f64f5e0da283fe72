//go:build unix

package lockcheck

import (
	"os"
	"os/exec"
	"syscall"
)

// become has the process run another program. It returns only if that fails.
func become(args []string) (status int, err error) {
	path, err := exec.LookPath(args[0])
	if err != nil {
		return 0, err
	}
	return 0, syscall.Exec(path, args, os.Environ())
}
