//go:build !unix

package process

import "os"

// pollable returns the file.
func pollable(f *os.File) *os.File { return f }
