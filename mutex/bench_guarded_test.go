package mutex_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/mutex"
)

// beside is a value beside the lock that one has to remember to take: what Guarded takes the place of.
type beside struct {
	mu sync.Mutex
	n  int
}

func (b *beside) add() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n++
}

// BenchmarkGuarded asks what it costs to have the value inside. An operation is an increment.
func BenchmarkGuarded(b *testing.B) {
	ctx := b.Context()
	for _, goroutines := range []int{1, 2, 4, 16} {
		var mu beside
		var g mutex.Guarded[int]
		for _, kind := range []struct {
			name string
			run  func(n int)
		}{
			{"Mutex", func(n int) {
				for range n {
					mu.add()
				}
			}},
			{"With", func(n int) {
				for range n {
					g.With(func(n *int) { *n++ })
				}
			}},
			{"WithContext", func(n int) { withContext(ctx, &g, n) }},
		} {
			b.Run(fmt.Sprintf("%s/goroutines=%d", kind.name, goroutines), func(b *testing.B) {
				share(b, goroutines, func(_, n int) { kind.run(n) })
			})
		}
	}
}

func withContext(ctx context.Context, g *mutex.Guarded[int], n int) {
	for range n {
		_ = g.WithContext(ctx, func(n *int) { *n++ })
	}
}

// BenchmarkGuardedForLong has two goroutines contend for sections of about a microsecond. A sync.Mutex spins then before it
// sleeps.
func BenchmarkGuardedForLong(b *testing.B) {
	work := func(n *int) {
		for range 3000 {
			*n ^= *n << 1
		}
	}
	var mu beside
	b.Run("Mutex", func(b *testing.B) {
		share(b, 2, func(_, n int) {
			for range n {
				func() {
					mu.mu.Lock()
					defer mu.mu.Unlock()
					work(&mu.n)
				}()
			}
		})
	})
	var g mutex.Guarded[int]
	b.Run("With", func(b *testing.B) {
		share(b, 2, func(_, n int) {
			for range n {
				g.With(work)
			}
		})
	})
}

// share has a number of goroutines run each a part of the operations.
func share(b *testing.B, goroutines int, run func(goroutine, n int)) {
	b.ReportAllocs()
	var wg sync.WaitGroup
	for i := range goroutines {
		wg.Go(func() { run(i, (b.N+i)/goroutines) })
	}
	wg.Wait()
}

// A mapOfMutexes has a lock for each key, and forgets none.
type mapOfMutexes struct{ locks sync.Map }

func (m *mapOfMutexes) With(key string, f func()) {
	v, ok := m.locks.Load(key)
	if !ok {
		v, _ = m.locks.LoadOrStore(key, new(sync.Mutex))
	}
	mu := v.(*sync.Mutex)
	mu.Lock()
	defer mu.Unlock()
	f()
}

// BenchmarkKeyed asks what it costs to forget. An operation locks a key, increments what belongs to it, and unlocks it.
func BenchmarkKeyed(b *testing.B) {
	const most = 1000
	keys, sums := make([]string, most), make([]struct {
		n int
		_ [56]byte // keep neighbours out of the same cache line
	}, most)
	for i := range keys {
		keys[i] = fmt.Sprintf("customer %d", i)
	}
	for _, some := range []int{1, most} {
		for _, goroutines := range []int{1, 2, 4, 16} {
			var k mutex.Keyed[string]
			var m mapOfMutexes
			for _, kind := range []struct {
				name string
				with func(key string, f func())
			}{{"sync.Map", m.With}, {"Keyed", k.With}} {
				b.Run(fmt.Sprintf("%s/keys=%d/goroutines=%d", kind.name, some, goroutines), func(b *testing.B) {
					share(b, goroutines, func(goroutine, n int) {
						key := 0
						increment := func() { sums[key].n++ }
						for i := range n {
							key = (i + 37*goroutine) % some
							kind.with(keys[key], increment)
						}
					})
				})
			}
		}
	}
}
