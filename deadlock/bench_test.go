package deadlock_test

import (
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/deadlock"
)

// BenchmarkEat is a dinner for five, by the cure: how long a meal of one of them takes.
func BenchmarkEat(b *testing.B) {
	for _, name := range []string{"Ordered", "Backoff", "Arbiter", "Hosted"} {
		b.Run(name, func(b *testing.B) {
			table := cures(b, 5)[name]
			nothing := func() {}
			courses := b.N/table.Seats() + 1
			b.ResetTimer()
			deadlock.Dine(table, courses, nothing)
		})
	}
}

// BenchmarkTransfer moves money between two of eight accounts, and back: by one order of the locks,
// and under one lock around.
func BenchmarkTransfer(b *testing.B) {
	for name, newLedger := range map[string]func(n int) ledger{
		"Ledger":        func(n int) ledger { return deadlock.NewLedger(n) },
		"GuardedLedger": func(n int) ledger { return deadlock.NewGuardedLedger(n) },
	} {
		b.Run(name, func(b *testing.B) {
			l := newLedger(8)
			var wg sync.WaitGroup
			for from := range 4 {
				wg.Go(func() {
					for i := range b.N/4 + 1 {
						l.Transfer(from, 7-(from+i)%8, 1, always)
					}
				})
			}
			wg.Wait()
		})
	}
}

// BenchmarkMutex is a lock and an unlock, with sync's beside it: with the tag deadlock and without.
func BenchmarkMutex(b *testing.B) {
	n := 0
	b.Run("deadlock", func(b *testing.B) {
		var mu deadlock.Mutex
		deadlock.Name(&mu, "a name")
		for b.Loop() {
			mu.Lock()
			n++
			mu.Unlock()
		}
	})
	b.Run("sync", func(b *testing.B) {
		var mu sync.Mutex
		for b.Loop() {
			mu.Lock()
			n++
			mu.Unlock()
		}
	})
}
