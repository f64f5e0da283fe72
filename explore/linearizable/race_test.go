//go:build race

package linearizable_test

import "runtime"

const raced = true

// hidden has f order goroutines in time, and not for the race detector.
func hidden(f func()) {
	runtime.RaceDisable()
	defer runtime.RaceEnable()
	f()
}
