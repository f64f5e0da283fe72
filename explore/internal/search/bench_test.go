package search_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

func BenchmarkDPOR(b *testing.B) {
	inc := func(w *world, i int) { w.store(0, w.load(0)+1) }
	for _, p := range []struct {
		name string
		body func(w *world)
	}{
		{"inc2x2", each(2, func(w *world, i int) { inc(w, i); inc(w, i) })},
		{"inc3x2", each(3, func(w *world, i int) { inc(w, i); inc(w, i) })},
		{"abba", each(2, func(w *world, i int) { w.lock(i); w.lock(1 - i); w.unlock(1 - i); w.unlock(i) })},
		{"philosophers(4)", philosophers(4)},
		{"lastzero(5)", lastzero(5)},
		{"lastzero(8)", lastzero(8)},
		{"prodcons(2)", prodcons(2)},
	} {
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			w := &world{}
			var x *sched.Exec
			body := func() {
				w.x = x
				w.vals = [200]int64{}
				p.body(w)
			}
			executions, redundant := 0, 0
			for b.Loop() {
				d := &search.DPOR{}
				x = sched.New(body, d)
				for d.Next(x) {
					x.Run()
					d.Done(x)
					executions++
				}
				redundant += d.Redundant
				x.Close()
			}
			b.ReportMetric(float64(executions)/b.Elapsed().Seconds(), "exec/s")
			b.ReportMetric(float64(executions)/float64(b.N), "executions")
			b.ReportMetric(float64(redundant)/float64(b.N), "redundant")
		})
	}
}
