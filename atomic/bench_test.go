package atomic_test

import (
	"sync"
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

// BenchmarkNeighbours has each of two goroutines write a counter of its own: next to each other, and with a
// Pad between them. With one processor there is no difference.
func BenchmarkNeighbours(b *testing.B) {
	b.Run("adjacent", func(b *testing.B) {
		var c struct{ first, second atomic.Counter }
		benchmarkTwo(b, &c.first, &c.second)
	})
	b.Run("padded", func(b *testing.B) {
		var c struct {
			first  atomic.Counter
			_      atomic.Pad
			second atomic.Counter
		}
		benchmarkTwo(b, &c.first, &c.second)
	})
}

func benchmarkTwo(b *testing.B, counters ...*atomic.Counter) {
	var wg sync.WaitGroup
	for _, c := range counters {
		wg.Go(func() {
			for range b.N {
				c.Add(1)
			}
		})
	}
	wg.Wait()
}

// BenchmarkMax observes what is nothing new, as most of the values are, from all processors at once. The
// same by a loop that always swaps is beside it.
func BenchmarkMax(b *testing.B) {
	b.Run("Observe", func(b *testing.B) {
		var m atomic.Max[int64]
		m.Observe(10)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				m.Observe(5)
			}
		})
	})
	b.Run("Update", func(b *testing.B) {
		var c atomic.Counter
		c.Add(10)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				c.Update(func(n int64) int64 { return max(n, 5) })
			}
		})
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
