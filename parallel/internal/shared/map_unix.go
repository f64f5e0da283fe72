//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package shared

import (
	"fmt"
	"os"
	"syscall"
	"unsafe"
)

func supported() error { return nil }

// mapFile returns the first word of a file that is mapped, and the mapping.
func mapFile(file *os.File) (word *int64, data []byte, err error) {
	data, err = syscall.Mmap(int(file.Fd()), 0, os.Getpagesize(), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		return nil, nil, fmt.Errorf("a file cannot be mapped as shared memory: %w", err)
	}
	return (*int64)(unsafe.Pointer(&data[0])), data, nil // a page begins where a word may
}

func unmap(data []byte) { _ = syscall.Munmap(data) }

// keep keeps an inherited file from what this process starts in its turn, which would have the memory for as long as it
// lives.
func keep(fd int) { syscall.CloseOnExec(fd) }
