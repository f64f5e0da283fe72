//go:build race

package verdict

import "runtime"

// raced says whether this binary has the race detector in it.
const raced = true

// unseen runs f with the race detector blind to the synchronization that f does, so that f can put
// two accesses in an order in time without a happens-before edge between them.
func unseen(f func()) {
	runtime.RaceDisable()
	defer runtime.RaceEnable()
	f()
}
