// Package counterpoint teaches race conditions and deadlocks by running them, and hands Go engineers
// the safe primitives and the tests that come out of that. The name is the idea: independent voices,
// one counter, every point where they can meet.
//
// This package holds nothing but the map and the tour, which is its examples, and the sources that the command
// counterpoint explore carries along. Nothing is claimed here that a test does not show: run
//
//	go test -race ./...           # every row of every table is as it says
//	go run ./cmd/counterpoint     # the table: which counter fails, and who noticed
//
// # The reading order
//
// Eight goroutines add 1 to a number a thousand times each. Nine packages ask what they make of it;
// in each, doc.go is the lesson, unsafe.go the mistakes and counter.go the correct version, and
// verdict_test.go says which tool sees which.
//
//  1. counter: the lost update, the plain n++ that everyone starts with, and its first fix.
//  2. mutex: lock it, and lock all of it.
//  3. atomic: make the step indivisible; a step is not a plan.
//  4. immutable: never change it, replace it.
//  5. tls: do not share it; let each goroutine count for itself and merge at the end.
//  6. lockfree: share it without locks, and meet ABA.
//  7. deadlock: when locks wait for each other.
//  8. csp: do not share it, send it.
//  9. parallel: concurrency is not parallelism; what a global interpreter lock does and does not save.
//
// # The tools
//
//   - counter/countertest checks any counter against the contract that counter.Counter states.
//   - verdict runs tables of unsafe and safe programs, and asserts which tool notices what.
//   - explore runs a small test in every order that makes a difference, and shows the one that fails.
//   - cmd/counterpoint prints the tables as one matrix, and explains one row at a time.
package counterpoint
