package mutex_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/mutex"
)

// BenchmarkReadMostly asks when RWCounter is worth its name. An operation is an Add or a Value.
func BenchmarkReadMostly(b *testing.B) {
	for _, adds := range []int{0, 1, 10, 50, 100} {
		for _, kind := range []struct {
			name string
			c    counter.Counter
		}{
			{"Counter", new(mutex.Counter)},
			{"RWCounter", new(mutex.RWCounter)},
		} {
			b.Run(fmt.Sprintf("adds=%d%%/%s", adds, kind.name), func(b *testing.B) {
				b.RunParallel(func(pb *testing.PB) {
					for i := 0; pb.Next(); i++ {
						if i%100 < adds {
							kind.c.Add(1)
						} else {
							kind.c.Value()
						}
					}
				})
			})
		}
	}
}

// BenchmarkOneLockForMany has each goroutine add to a counter of its own: with one lock for all
// counters they wait for each other, and for nothing.
func BenchmarkOneLockForMany(b *testing.B) {
	const counters = 64
	each := make([]struct {
		mutex.Counter
		_ [64]byte // keep neighbours out of the same cache line
	}, counters)
	group := mutex.NewGroup(counters)
	for _, kind := range []struct {
		name string
		add  func(i int)
	}{
		{"one", func(i int) { group.Add(i, 1) }},
		{"each", func(i int) { each[i].Add(1) }},
	} {
		b.Run("lock="+kind.name, func(b *testing.B) {
			var next atomic.Int64
			b.RunParallel(func(pb *testing.PB) {
				own := int(next.Add(1)) % counters
				for pb.Next() {
					kind.add(own)
				}
			})
		})
	}
}
