//go:build unix

package process

import (
	"os"
	"syscall"
)

// pollable returns a pipe as a file for which a goroutine waits as for a socket. To wait in a system call keeps a processor
// of Go's, on which what was read may be waiting to be done. What else the file may be, a terminal of somebody who tries
// what a worker does, is others' too, and stays as it is.
func pollable(f *os.File) *os.File {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeNamedPipe == 0 || syscall.SetNonblock(int(f.Fd()), true) != nil {
		return f
	}
	original = f
	return os.NewFile(f.Fd(), f.Name())
}

// original is kept, for it closes the descriptor when it is collected.
var original *os.File
