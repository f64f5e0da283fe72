//go:build race

package litmus

// raced says whether this binary has the race detector in it.
const raced = true
