package lockorder_test

import (
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// What it costs to be watched: each beside sync's, in the same run. Held to five times as long is the first, where nobody
// is in the way; go test -bench . -count 10 and benchstat say more than one run does.
func BenchmarkLock(b *testing.B) {
	for _, impl := range []struct {
		name  string
		locks func() (outer, inner, reader sync.Locker)
	}{
		{"impl=lockorder", func() (outer, inner, reader sync.Locker) {
			return new(lockorder.Mutex), new(lockorder.Mutex), new(lockorder.RWMutex).RLocker()
		}},
		{"impl=sync", func() (outer, inner, reader sync.Locker) {
			return new(sync.Mutex), new(sync.Mutex), new(sync.RWMutex).RLocker()
		}},
	} {
		outer, inner, reader := impl.locks()
		b.Run("alone/"+impl.name, func(b *testing.B) {
			for b.Loop() {
				touch(outer)
			}
		})
		b.Run("nested/"+impl.name, func(b *testing.B) {
			for b.Loop() {
				nest(outer, inner)
			}
		})
		b.Run("reading/"+impl.name, func(b *testing.B) {
			for b.Loop() {
				touch(reader)
			}
		})
		b.Run("contended/"+impl.name, func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					touch(outer)
				}
			})
		})
		b.Run("readers/"+impl.name, func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					touch(reader)
				}
			})
		})
	}
}
