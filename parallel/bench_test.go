package parallel_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// BenchmarkAdd asks what a second processor brings to those who share one lock.
func BenchmarkAdd(b *testing.B) {
	for processors := 1; processors <= runtime.NumCPU(); processors *= 2 {
		b.Run(fmt.Sprintf("processors=%d", processors), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
			var c parallel.Counter
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					c.Add(1)
				}
			})
		})
	}
}
