package atomic_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/atomic"
	"github.com/counterpoint-go/counterpoint/counter"
)

// BenchmarkAdd adds to one counter, first from one goroutine and then from all processors at once:
// a locked add, a compare-and-swap loop and a mutex.
func BenchmarkAdd(b *testing.B) {
	for _, bench := range []struct {
		name string
		c    counter.Counter
	}{
		{"Counter", new(atomic.Counter)},
		{"Update", new(byUpdate)},
		{"Locked", new(counter.Locked)},
	} {
		b.Run(bench.name+"/alone", func(b *testing.B) {
			for b.Loop() {
				bench.c.Add(1)
			}
		})
		b.Run(bench.name+"/contended", func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					bench.c.Add(1)
				}
			})
		})
	}
}

func BenchmarkTryAdd(b *testing.B) {
	places := atomic.NewBounded(1 << 10)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if places.TryAdd(1) {
				places.TryAdd(-1)
			}
		}
	})
}

func BenchmarkObserve(b *testing.B) {
	var tally atomic.Tally
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if !tally.Observe(10) {
				tally.Flush()
			}
		}
	})
}

// BenchmarkGet looks for a value that is there, which is what a Lazy is asked for most.
func BenchmarkGet(b *testing.B) {
	var l atomic.Lazy[answer]
	l.Get(newAnswer)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			l.Get(newAnswer)
		}
	})
}
