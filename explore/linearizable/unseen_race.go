//go:build race

package linearizable

import "runtime"

// hide has the race detector overlook how the goroutine synchronizes with others until show.
func hide() { runtime.RaceDisable() }

func show() { runtime.RaceEnable() }
