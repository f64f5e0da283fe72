//go:build !linux

package process

import "os/exec"

// endWithParent does nothing: only Linux ends a process with its parent. A worker reads the end of its input instead.
func endWithParent(*exec.Cmd) {}
