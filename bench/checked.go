package bench

import (
	"sync"

	linkdata "github.com/linkdata/deadlock"
	godeadlock "github.com/sasha-s/go-deadlock"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// checksNothing is why sync's locks are not what checked ones are held against; what is shown is the price of the check.
const checksNothing = "checks nothing"

func checkedLocks() []Case {
	mutex := func(work, operation string, goroutines []int, task func(mutex func() sync.Locker) func(goroutines int) Task) Case {
		return Case{
			Type: "Checked", Work: work, Operation: operation, Goroutines: goroutines,
			Ours: []Impl{{
				Name: "lockorder.Mutex", New: task(func() sync.Locker { return new(lockorder.Mutex) }),
				Apart: map[string]string{"sync.Mutex": checksNothing},
			}},
			Peers: []Impl{
				{Name: "go-deadlock.Mutex", New: task(func() sync.Locker { return new(godeadlock.Mutex) })},
				{Name: "linkdata.Mutex", New: task(func() sync.Locker { return new(linkdata.DeadlockMutex) })},
				{Name: "sync.Mutex", New: task(func() sync.Locker { return new(sync.Mutex) })},
			},
		}
	}
	return []Case{
		mutex("own", "1 added behind a lock that nobody else wants", everywhere, nesting(1, true)),
		mutex("nested", "1 added behind two locks that nobody else wants", everywhere, nesting(2, true)),
		mutex("same", "1 added behind a lock that all want", several, nesting(1, false)),
		{
			Type: "Checked", Work: "read", Operation: "a look at a number behind the read lock of all", Goroutines: everywhere,
			Ours: []Impl{{
				Name: "lockorder.RWMutex", New: reading(func() readLocker { return new(lockorder.RWMutex) }),
				Apart: map[string]string{"sync.RWMutex": checksNothing},
			}},
			Peers: []Impl{
				{Name: "go-deadlock.RWMutex", New: reading(func() readLocker { return new(godeadlock.RWMutex) })},
				{Name: "linkdata.RWMutex", New: reading(func() readLocker { return new(linkdata.DeadlockRWMutex) })},
				{Name: "sync.RWMutex", New: reading(func() readLocker { return new(sync.RWMutex) })},
			},
		},
	}
}

// nesting has each goroutine count behind so many locks, its own or the same for all.
func nesting(depth int, own bool) func(mutex func() sync.Locker) func(goroutines int) Task {
	return func(mutex func() sync.Locker) func(goroutines int) Task {
		return func(goroutines int) Task {
			counts := make([]padded, goroutines)
			locks := make([][]sync.Locker, goroutines)
			for i := range locks {
				for range depth {
					locks[i] = append(locks[i], mutex())
				}
			}
			return Task{
				Do: func(i, n int) {
					if !own {
						i = 0
					}
					count, locks := &counts[i].n, locks[i]
					for range n {
						for _, l := range locks {
							l.Lock()
						}
						*count++
						for j := range locks {
							locks[len(locks)-1-j].Unlock()
						}
					}
				},
				End: func(operations int) error { return same("the count is", total(counts), int64(operations)) },
			}
		}
	}
}

// A readLocker is asked itself, and not by its RLocker: go-deadlock's is that of the sync.RWMutex within, and checks nothing.
type readLocker interface {
	RLock()
	RUnlock()
}

// reading has all look at one number.
func reading(lock func() readLocker) func(goroutines int) Task {
	return func(goroutines int) Task {
		l, number := lock(), int64(1)
		counts := make([]padded, goroutines)
		return Task{
			Do: func(i, n int) {
				count := &counts[i].n
				for range n {
					l.RLock()
					*count += number
					l.RUnlock()
				}
			},
			End: func(operations int) error { return same("the sum is", total(counts), int64(operations)) },
		}
	}
}
