//go:build !race

package verdict

// raced says whether this binary has the race detector in it.
const raced = false

// unseen runs f; without the race detector there is nobody to hide it from.
func unseen(f func()) { f() }
