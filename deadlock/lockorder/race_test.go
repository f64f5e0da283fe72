//go:build race

package lockorder_test

// raced says that the race detector watches, with which everything takes ten times as long.
const raced = true
