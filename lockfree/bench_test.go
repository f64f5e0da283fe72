package lockfree_test

import (
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
