package bench

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/mutex"
)

// forgetsNone is why a map of mutexes that only grows is not what Keyed is held against.
const forgetsNone = "never forgets a key, and so grows without end"

func locks() []Case {
	keyed := func(work, operation string, goroutines []int, own bool) Case {
		return Case{
			Type: "Keyed", Work: work, Operation: operation, Goroutines: goroutines,
			Ours: []Impl{{Name: "mutex.Keyed", New: byKey(own, ourKeyed), Apart: map[string]string{"sync.Map": forgetsNone}}},
			Peers: []Impl{
				{Name: "sync.Mutex+map", New: byKey(own, countedMutexes)},
				{Name: "sync.Map", New: byKey(own, mapOfMutexes)},
			},
		}
	}
	return []Case{
		{
			Type: "Guarded", Work: "add", Operation: "1 added to a number behind a lock", Goroutines: everywhere,
			Ours: []Impl{{Name: "mutex.Guarded", New: func(int) Task {
				var g mutex.Guarded[int64]
				return adding(func(n int) {
					for range n {
						g.With(func(n *int64) { *n++ })
					}
				}, func() (sum int64) {
					g.With(func(n *int64) { sum = *n })
					return sum
				})
			}}},
			Peers: []Impl{{Name: "sync.Mutex+value", New: func(int) Task {
				var mu sync.Mutex
				var value int64
				return adding(func(n int) {
					for range n {
						func() {
							mu.Lock()
							defer mu.Unlock() // as one does where what is between may panic
							value++
						}()
					}
				}, func() int64 { return value })
			}}},
		},
		keyed("own", "1 added behind the lock of a key that nobody else wants", everywhere, true),
		keyed("same", "1 added behind the lock of a key that all want", several, false),
	}
}

// A keyedLock calls a function while it has a key locked.
type keyedLock func(key int, f func())

// byKey has each goroutine count behind the lock of a key, its own or the same for all.
func byKey(own bool, newLock func() keyedLock) func(goroutines int) Task {
	return func(goroutines int) Task {
		lock := newLock()
		counts := make([]padded, goroutines)
		return Task{
			Do: func(i, n int) {
				key := 0
				if own {
					key = i
				}
				count := &counts[key].n
				add := func() { *count++ }
				for range n {
					lock(key, add)
				}
			},
			End: func(operations int) error { return same("the count is", total(counts), int64(operations)) },
		}
	}
}

func ourKeyed() keyedLock {
	var k mutex.Keyed[int]
	return k.With
}

// mapOfMutexes has a mutex for each key that anybody has ever wanted.
func mapOfMutexes() keyedLock {
	var locks sync.Map
	return func(key int, f func()) {
		found, ok := locks.Load(key)
		if !ok {
			found, _ = locks.LoadOrStore(key, new(sync.Mutex))
		}
		mu := found.(*sync.Mutex)
		mu.Lock()
		defer mu.Unlock()
		f()
	}
}

// countedMutexes has a mutex for each key that somebody holds or waits for, in a map behind another.
func countedMutexes() keyedLock {
	type counted struct {
		sync.Mutex
		users int // guarded by mu
	}
	var mu sync.Mutex
	locks := map[int]*counted{}
	return func(key int, f func()) {
		mu.Lock()
		l := locks[key]
		if l == nil {
			l = new(counted)
			locks[key] = l
		}
		l.users++
		mu.Unlock()
		l.Lock()
		defer func() {
			l.Unlock()
			mu.Lock()
			if l.users--; l.users == 0 {
				delete(locks, key)
			}
			mu.Unlock()
		}()
		f()
	}
}
