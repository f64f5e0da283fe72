package explore_test

import (
	"runtime"
	"slices"
	"testing"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
)

// raced says whether this is a binary with the race detector.
var raced = false

// BenchmarkExplore explores programs to the end, over and over. exec/s are executions a second.
func BenchmarkExplore(b *testing.B) {
	for _, p := range []struct {
		name string
		body func(t *explore.T)
	}{
		{"inc2x2", adders(2, 2)},
		{"inc3x2", adders(3, 2)},
		{"abba", oracle("abba", 0)},
		{"philosophers(3)", oracle("philosophers", 3)},
		{"philosophers(4)", oracle("philosophers", 4)},
		{"philosophers(5)", oracle("philosophers", 5)},
		{"lastzero(5)", oracle("lastzero", 5)},
		{"lastzero(8)", oracle("lastzero", 8)},
		{"lastzero(10)", oracle("lastzero", 10)},
		{"spsc", spsc(3)},
		{"prodcons(2)", oracle("prodcons", 2)},
	} {
		b.Run(p.name, func(b *testing.B) {
			var executions, redundant, steps int
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for b.Loop() {
				r := explore.Run(p.body, explore.KeepGoing(), explore.IgnoreRaces())
				executions += r.Executions
				redundant += r.Redundant
				steps += r.Steps
			}
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(executions)/b.Elapsed().Seconds(), "exec/s")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(steps), "ns/step")
			b.ReportMetric(float64(executions)/float64(b.N), "executions")
			b.ReportMetric(float64(redundant)/float64(b.N), "redundant")
			b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(steps), "allocs/step")
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(steps), "B/step")
		})
	}
}

// adders has goroutines add 1 to a variable some times, by a load and a store.
func adders(goroutines, times int) func(t *explore.T) {
	return func(t *explore.T) {
		x := memory.NewVar(0)
		for range goroutines {
			t.Go(func() {
				for range times {
					x.Store(x.Load() + 1)
				}
			})
		}
	}
}

// oracle returns a program of the oracles.
func oracle(name string, n int) func(t *explore.T) {
	f := families[slices.IndexFunc(families, func(f family) bool { return f.name == name })]
	return func(t *explore.T) { f.body(&world{T: t}, n) }
}

// spsc has one goroutine push n elements into a ring of two, as long as there is room, and another pop as
// often.
func spsc(n int) func(t *explore.T) {
	return func(t *explore.T) {
		var head, tail atomic.Int64
		var ring [2]memory.Var[int]
		t.Go(func() {
			for range n {
				if at := tail.Load(); at-head.Load() < int64(len(ring)) {
					ring[at%int64(len(ring))].Store(1)
					tail.Store(at + 1)
				}
			}
		})
		t.Go(func() {
			for range n {
				if at := head.Load(); at < tail.Load() {
					ring[at%int64(len(ring))].Load()
					head.Store(at + 1)
				}
			}
		})
	}
}
