package memory_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
)

// BenchmarkLoad compares a variable that is known by its address with one that knows of the search.
func BenchmarkLoad(b *testing.B) {
	const n = 1000
	for _, bm := range []struct {
		name string
		body func(t *explore.T)
	}{
		{"var", func(*explore.T) {
			x := memory.NewVar(0)
			for i := range n {
				x.Store(i)
			}
		}},
		{"address", func(*explore.T) {
			x := new(int)
			for i := range n {
				memory.Store(x, i)
			}
		}},
		{"addresses", func(*explore.T) {
			xs := make([]int, n)
			for i := range n {
				memory.Store(&xs[i], i)
			}
		}},
		{"struct", func(*explore.T) {
			x := new(struct{ a, b, c int })
			y := *x
			for range n {
				memory.Store(x, y)
			}
		}},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				explore.Run(bm.body, explore.Executions(100), explore.Using(explore.Random))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n*102), "ns/step")
		})
	}
}
