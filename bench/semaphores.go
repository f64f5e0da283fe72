package bench

import (
	"context"

	"golang.org/x/sync/semaphore"

	"github.com/counterpoint-go/counterpoint/csp"
)

// A gate is a semaphore in the loop that programs have it in: take a slot, count, give it back.
type gate func(count *int64, n int)

func semaphores() []Case {
	return []Case{
		{
			Type: "Semaphore", Work: "room", Operation: "a slot taken and given back, with one for everybody",
			Goroutines: everywhere,
			Ours:       []Impl{{Name: "csp.Semaphore", New: room(ourSemaphore)}},
			Peers:      []Impl{{Name: "semaphore.Weighted", New: room(weighted)}, {Name: "channel", New: room(slots)}},
		},
		{
			Type: "Semaphore", Work: "turns", Operation: "a slot taken and given back, with one for all",
			Goroutines: several,
			Ours:       []Impl{{Name: "csp.Semaphore", New: turns(ourSemaphore)}},
			Peers:      []Impl{{Name: "semaphore.Weighted", New: turns(weighted)}, {Name: "channel", New: turns(slots)}},
		},
	}
}

func ourSemaphore(slots int) gate {
	s := csp.NewSemaphore(int64(slots))
	ctx := context.Background()
	return func(count *int64, n int) {
		for range n {
			if err := s.Acquire(ctx, 1); err != nil {
				panic(err) // the context has no end
			}
			*count++
			s.Release(1)
		}
	}
}

func weighted(slots int) gate {
	s := semaphore.NewWeighted(int64(slots))
	ctx := context.Background()
	return func(count *int64, n int) {
		for range n {
			if err := s.Acquire(ctx, 1); err != nil {
				panic(err) // the context has no end
			}
			*count++
			s.Release(1)
		}
	}
}

func slots(slots int) gate {
	s := make(chan struct{}, slots)
	return func(count *int64, n int) {
		for range n {
			s <- struct{}{}
			*count++
			<-s
		}
	}
}

// room has as many slots as goroutines: nobody waits. Each of them has a count of its own.
func room(newGate func(slots int) gate) func(goroutines int) Task {
	return func(goroutines int) Task {
		g := newGate(goroutines)
		counts := make([]padded, goroutines)
		return Task{
			Do:  func(i, n int) { g(&counts[i].n, n) },
			End: func(operations int) error { return same("the count is", total(counts), int64(operations)) },
		}
	}
}

// turns has one slot, and one count, which is right only if nobody else is in.
func turns(newGate func(slots int) gate) func(goroutines int) Task {
	return func(int) Task {
		g := newGate(1)
		var count int64
		return Task{
			Do:  func(_, n int) { g(&count, n) },
			End: func(operations int) error { return same("the count is", count, int64(operations)) },
		}
	}
}

// A padded count is on cache lines of its own.
type padded struct {
	n int64
	_ [128 - 8]byte
}

// total returns the sum of some counts.
func total(counts []padded) (sum int64) {
	for i := range counts {
		sum += counts[i].n
	}
	return sum
}
