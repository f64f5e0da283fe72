package lockorder_test

import (
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

// Programs so small that each is run in all interleavings, those of the checker's own steps too: what is reported is
// what the schedule deserves, and the checker itself has no race, deadlock or leak.

func TestExploredSameOrder(t *testing.T) {
	defer never(t)()
	var a, b lockorder.Mutex
	n := 0
	explored.Together(2, func(int) {
		a.Lock()
		b.Lock()
		n++
		b.Unlock()
		a.Unlock()
	})
	if n != 2 {
		t.Error(n)
	}
}

// In each schedule there is one report: that the locks are taken in both orders if the goroutines have come past each other,
// and else that they hang. Who is told of that unlocks one of the locks in the place of who has locked it.
func TestExploredBothOrders(t *testing.T) {
	defer lockorder.Alone()()
	var a, b lockorder.Mutex
	var kinds []lockorder.Kind
	var handed *lockorder.Mutex
	undo := lockorder.OnReport(func(r *lockorder.Report) {
		kinds = append(kinds, r.Kind)
		if r.Hangs {
			handed = &a
			a.Unlock()
		}
	})
	defer undo()
	pairs := [][2]*lockorder.Mutex{{new(lockorder.Mutex), new(lockorder.Mutex)}}
	nested := func(i int) {
		first, second := pairs[i][0], pairs[i][1]
		first.Lock()
		once(second)
		if handed != first {
			first.Unlock()
		}
	}
	explored.Together(1, nested) // what is locked there is unlocked by who has locked it, as far as is known then
	pairs = [][2]*lockorder.Mutex{{&a, &b}, {&b, &a}}
	explored.Together(2, nested)
	if len(kinds) != 1 {
		t.Error(kinds)
	}
}

// What one has locked, another unlocks.
func TestExploredHandOff(t *testing.T) {
	defer never(t)()
	var a, b lockorder.Mutex
	var wg sync.WaitGroup
	wg.Add(1)
	a.Lock()
	go func() {
		defer wg.Done()
		b.Lock()
		a.Unlock()
		b.Unlock()
	}()
	once(&b)
	wg.Wait()
}

func TestExploredGate(t *testing.T) {
	defer never(t)()
	var gate, a, b lockorder.Mutex
	explored.Together(2, func(i int) {
		first, second := &a, &b
		if i == 1 {
			first, second = second, first
		}
		gate.Lock()
		nest(first, second)
		gate.Unlock()
	})
}

// What is before the start of a goroutine is not at the same time as it, nor what is before its end as what is after Wait.
func TestExploredStartAndEnd(t *testing.T) {
	defer never(t)()
	var a, b lockorder.Mutex
	there, back := func() { nest(&a, &b) }, func() { nest(&b, &a) }
	var wg lockorder.WaitGroup
	there()
	wg.Go(back)
	wg.Wait()
	there()
}

// Who tries to read again does not wait for the writer that waits for it.
func TestExploredTryToReadAgain(t *testing.T) {
	defer never(t)()
	var rw lockorder.RWMutex
	explored.Together(2, func(i int) {
		if i == 0 {
			once(&rw)
			return
		}
		rw.RLock()
		if rw.TryRLock() {
			rw.RUnlock()
		}
		rw.RUnlock()
	})
}

// Who is told of a report may take the locks that it is about.
func TestExploredReportThatLocks(t *testing.T) {
	defer lockorder.Alone()()
	var a, b lockorder.Mutex
	told := make(chan lockorder.Kind, 2)
	undo := lockorder.OnReport(func(r *lockorder.Report) {
		once(&a)
		told <- r.Kind
	})
	defer undo()
	explored.Together(2, func(i int) {
		if i == 0 {
			nest(&a, &b)
			nest(&a, &b)
		} else {
			once(&a)
		}
	})
	inTurn(func() { nest(&b, &a) })
	if kind := <-told; kind != lockorder.Cycle || len(told) > 0 {
		t.Error(kind, len(told))
	}
}

func never(t *testing.T) (undo func()) {
	alone := lockorder.Alone()
	unreport := lockorder.OnReport(func(r *lockorder.Report) { t.Errorf("%s", r) })
	return func() {
		unreport()
		alone()
	}
}
