package lockorder_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// Many goroutines that keep an order are not accused, and one pair that was once taken the other way round is: alone.
func TestStress(t *testing.T) {
	const goroutines, most = 64, 4
	locks, rounds := 1000, 60
	if raced {
		rounds = 15
	}
	all := make([]sync.Locker, locks)
	for i := range all {
		all[i] = new(lockorder.Mutex)
		if i%4 == 0 {
			all[i] = new(lockorder.RWMutex)
		}
		lockorder.Name(all[i], fmt.Sprint(i))
	}
	reports := gather(t)
	inOrder := func(phase uint64) {
		var wg sync.WaitGroup
		for g := range uint64(goroutines) {
			r := rand.New(rand.NewPCG(phase, g))
			wg.Go(func() {
				for range rounds {
					some := make([]int, 2+r.IntN(most-1))
					for i := range some {
						some[i] = r.IntN(locks)
					}
					slices.Sort(some)
					take(all, slices.Compact(some), r.IntN(2) == 0)
				}
			})
		}
		wg.Wait()
	}
	inOrder(0)
	require.Empty(t, reports())

	const first, second = 123, 877 // Mutexes
	for _, pair := range [][]int{{first, second}, {second, first}} {
		inGoroutine(func() { take(all, pair, false) })
	}
	found := reports()
	require.Len(t, found, 1)
	assert.Equal(t, lockorder.Cycle, found[0].Kind)
	var names []string
	for _, s := range found[0].Steps {
		names = append(names, s.Held.Name+" "+s.Wanted.Name)
	}
	assert.ElementsMatch(t, []string{"123 877", "877 123"}, names)

	inOrder(1)
	assert.Len(t, reports(), 1)
}

// take locks some of the locks, the last of them for reading if it can be, and unlocks them again.
func take(all []sync.Locker, some []int, reads bool) {
	for i, lock := range some {
		l := all[lock]
		if rw, ok := l.(*lockorder.RWMutex); ok && reads && i == len(some)-1 {
			l = rw.RLocker()
		}
		l.Lock()
		defer l.Unlock()
	}
}

// inGoroutine calls f on a goroutine of its own, which the checker does not see the start and the end of, at a stack
// that has not been before: what looks like an earlier report is not reported again.
func inGoroutine(f func()) {
	apart(func() { anew(f) })
}

// gather gathers reports until the test is over.
func gather(t *testing.T) (reports func() []*lockorder.Report) {
	var mu sync.Mutex
	var all []*lockorder.Report
	t.Cleanup(lockorder.OnReport(func(r *lockorder.Report) {
		mu.Lock()
		defer mu.Unlock()
		all = append(all, r)
	}))
	return func() []*lockorder.Report {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(all)
	}
}
