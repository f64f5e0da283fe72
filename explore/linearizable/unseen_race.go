//go:build race

package linearizable

import (
	"runtime"
	"unsafe"
)

// hide has the race detector overlook how the goroutine synchronizes with others until show.
func hide() { runtime.RaceDisable() }

func show() { runtime.RaceEnable() }

// announce has the race detector order what the goroutine has done up to now before what others do once they hear of
// it. It does not hear of them.
func announce(made *byte) { runtime.RaceReleaseMerge(unsafe.Pointer(made)) }

func hear(made *byte) { runtime.RaceAcquire(unsafe.Pointer(made)) }
