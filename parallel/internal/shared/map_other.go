//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package shared

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

func supported() error {
	return fmt.Errorf("memory of several processes on %s: %w", runtime.GOOS, errors.ErrUnsupported)
}

func mapFile(*os.File) (word *int64, data []byte, err error) { return nil, nil, supported() }

func unmap([]byte) {}

func keep(int) {}
