//go:build unix

package process

import (
	"os"
	"syscall"
)

// pollable returns a pipe as a file for which a goroutine waits as for a socket. To wait in a system call keeps a processor
// of Go's, on which what was read may be waiting to be done. What else the file may be, a terminal of somebody who tries
// what a worker does, is others' too, and stays as it is. The descriptor stays f's, which
// closes it when it is collected.
func pollable(f *os.File) *os.File {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeNamedPipe == 0 || syscall.SetNonblock(int(f.Fd()), true) != nil {
		return f
	}
	return os.NewFile(f.Fd(), f.Name())
}
