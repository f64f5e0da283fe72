//go:build race && unix

// Package exitsoon is imported, for its effect alone, by tests of packages that start no process in which a race
// is meant to happen. A program that is built with the race detector sleeps for a second before it exits, so that
// races of goroutines that are still running are seen. Three dozen test binaries that have nothing left running
// make that half a minute. So the binary begins again, as itself, with GORACE set to leave the second out.
//
// It does nothing where GORACE is set, nor without the race detector.
package exitsoon

import (
	"os"
	"syscall"
)

func init() {
	if _, ok := os.LookupEnv("GORACE"); ok {
		return
	}
	self, err := os.Executable()
	if err != nil {
		return
	}
	// If it fails, the test takes a second longer.
	_ = syscall.Exec(self, os.Args, append(os.Environ(), "GORACE=atexit_sleep_ms=0"))
}
