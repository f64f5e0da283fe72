package counter_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
)

func BenchmarkLockedAdd(b *testing.B) {
	var c counter.Locked
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			c.Add(1)
		}
	})
}

func BenchmarkKeyedAdd(b *testing.B) {
	var c counter.Keyed[string]
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			c.Add("key", 1)
		}
	})
}
