// Package goroutines reads the runtime's own account of the goroutines: who there is, where, and what each waits for.
package goroutines

import "runtime"

// A Goroutine is one stanza of the runtime's dump.
type Goroutine struct {
	ID        uint64
	Reason    string  // its status or what it waits for, as in brackets: "running", "chan receive (nil chan)"; and nothing more
	Stack     []Frame // innermost first; empty if it ran on another thread, and without the middle of a very deep one
	CreatedBy Frame   // the go statement, if it is known: the main goroutine has none
	Creator   uint64  // who executed that, if it is known
}

// A Frame is a call. Function is as the runtime prints it: type arguments are [...], and runtime.gopanic is panic.
// Code that is not Go's may have neither file nor line.
type Frame struct {
	Function string
	File     string
	Line     int
}

// All returns the goroutines as they are at one moment, the calling one first. The world is stopped for it, and not
// a lock is taken, so it may be called from anywhere. The runtime's own are not there, but for finalizers and cleanups
// while they run code of the program's.
func All() []Goroutine {
	for size := 64 << 10; ; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, true); n < size { // it says nothing of what had no room
			return Parse(string(buf[:n]))
		}
	}
}
