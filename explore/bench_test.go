package explore_test

import (
	"runtime"
	"testing"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
)

// BenchmarkExplore explores programs to the end. exec/s are executions a second.
func BenchmarkExplore(b *testing.B) {
	increments := func(goroutines, times int) func(t *explore.T) {
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
	for _, p := range []struct {
		name string
		body func(t *explore.T)
	}{
		{"inc2x2", increments(2, 2)},
		{"inc3x2", increments(3, 2)},
	} {
		b.Run(p.name, func(b *testing.B) {
			var executions, redundant, steps int
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for b.Loop() {
				r := explore.Run(p.body, explore.IgnoreRaces())
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

// raced says whether this is a binary with the race detector.
var raced = false
