package parallel

import "runtime"

// StartThread calls f as a go statement does, on a goroutine that has a thread of the operating system to itself: no
// other goroutine runs on that thread, and it ends with f, for the goroutine is locked to it and never unlocked.
//
// The call happens before f begins. That f has ended is for f to tell. What the thread costs above a goroutine,
// in time, in memory and for each switch, is what counterpoint measure tells; where it is needed is the documentation
// of [runtime.LockOSThread].
func StartThread(f func()) {
	go func() {
		runtime.LockOSThread()
		f()
	}()
}
