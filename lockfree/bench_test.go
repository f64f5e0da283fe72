package lockfree_test

import (
	"runtime"
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/lockfree"
)

// An Add and a Value on all processors.
func BenchmarkCounter(b *testing.B) {
	for _, bench := range []struct {
		name string
		c    counter.Counter
	}{
		{"Counter", new(lockfree.Counter)},
		{"locked", new(counter.Locked)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					bench.c.Add(1)
					bench.c.Value()
				}
			})
		})
	}
}

// A ring as it is, and one whose elements fill a cache line each, with producer and consumer apart.
func BenchmarkRingSlots(b *testing.B) {
	b.Run("packed", func(b *testing.B) { benchmarkRing[int64](b) })
	b.Run("padded", func(b *testing.B) { benchmarkRing[[7]int64](b) })
}

func benchmarkRing[T any](b *testing.B) {
	r := lockfree.NewRing[T](1024)
	var wg sync.WaitGroup
	wg.Go(func() {
		for left := b.N; left > 0; {
			if _, ok := r.Dequeue(); ok {
				left--
			} else {
				runtime.Gosched()
			}
		}
	})
	var v T
	for left := b.N; left > 0; {
		if r.Enqueue(v) {
			left--
		} else {
			runtime.Gosched()
		}
	}
	wg.Wait()
}
