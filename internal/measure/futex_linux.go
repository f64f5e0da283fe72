package measure

import (
	"runtime"
	"sync/atomic"
	"syscall"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/internal/sample"
)

// What can be asked of the kernel about a futex, among threads of one process (linux/futex.h).
const (
	futexWait = 0 | 128
	futexWake = 1 | 128
)

func futexMissing(processors int) string {
	if processors < 2 {
		return "with one processor Go's scheduler has to notice that a thread sleeps before another goroutine runs"
	}
	return ""
}

// futexHops has two threads wake each other in turns. Whose turn it is stands in a word; who finds that it
// is not his sleeps until he is woken.
func futexHops(int) sample.Task {
	var turn atomic.Uint32
	hops := 0
	return sample.Task{
		Do: func(i, n int) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			mine, other := uint32(i), uint32(1-i)
			for range n {
				for turn.Load() != mine {
					// Returns at once if the word has changed since: a wake cannot be missed.
					futex(&turn, futexWait, other)
				}
				hops++
				turn.Store(other)
				futex(&turn, futexWake, 1)
			}
		},
		End: func(operations int) error { return complete(int64(hops), operations) },
	}
}

// futex does an operation. It may fail because the word has changed or because of a signal; the caller looks at
// the word again in any case.
func futex(word *atomic.Uint32, operation, value uint32) {
	_, _, _ = syscall.Syscall6(syscall.SYS_FUTEX, uintptr(unsafe.Pointer(word)), uintptr(operation), uintptr(value), 0, 0, 0)
}
