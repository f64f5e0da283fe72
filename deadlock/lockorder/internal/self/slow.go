//go:build !(amd64 || arm64) || purego

package self

import "runtime"

// Reused says that the place of a goroutine that has ended is given to another. Here a place is a number.
const Reused = false

// ID returns the place of the calling goroutine, which no other that lives has, and its number, which no other has ever
// had: the one that stack dumps show.
func ID() (place uintptr, id uint64) { return ask() }

// Path returns a hash of the calls that the goroutine is in, the innermost [MaxDepth] of them. It is never 0.
func Path() uint64 {
	if asked != nil {
		return walk()
	}
	var pcs [MaxDepth]uintptr
	var hash uint64
	for _, pc := range pcs[:runtime.Callers(2, pcs[:])] {
		hash = (hash ^ uint64(pc)) * 0x9E3779B97F4A7C15
		hash ^= hash >> 29
	}
	return hash | 1
}

// forget does nothing: each ID is asked for.
func forget() {}
