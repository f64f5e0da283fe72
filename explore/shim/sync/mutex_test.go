package sync_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// inc loses updates if two goroutines make it at a time.
func inc(v *memory.Var[int]) { v.Store(v.Load() + 1) }

func TestMutex(t *testing.T) {
	run(t, []program{
		{"what is locked is not lost", func(say func(...any)) {
			var (
				mu sync.Mutex
				wg sync.WaitGroup
				n  memory.Var[int]
			)
			for range 2 {
				wg.Go(func() {
					mu.Lock()
					defer mu.Unlock()
					inc(&n)
				})
			}
			wg.Wait()
			say(n.Load())
		}, []string{"2"}},

		{"what is not locked is lost, and a race", func(say func(...any)) {
			var (
				wg sync.WaitGroup
				n  memory.Var[int]
			)
			for range 2 {
				wg.Go(func() { inc(&n) })
			}
			wg.Wait()
			say(n.Load())
		}, []string{"1, race", "2, race"}},

		{"TryLock fails while the mutex is locked", func(say func(...any)) {
			var mu sync.Mutex
			spawn(func() {
				mu.Lock()
				defer mu.Unlock()
			})
			say(mu.TryLock())
		}, []string{"false", "stuck [1], true", "true"}},

		{"a TryLock that succeeds comes after the Unlock", func(say func(...any)) {
			var (
				mu sync.Mutex
				n  memory.Var[int]
			)
			mu.Lock()
			spawn(func() {
				if mu.TryLock() {
					say(n.Load())
				}
			})
			n.Store(1)
			mu.Unlock()
		}, []string{"", "1"}},

		{"another goroutine may unlock", func(say func(...any)) {
			var mu sync.Mutex
			mu.Lock()
			spawn(mu.Unlock)
			mu.Lock()
			say("locked")
		}, []string{"locked"}},

		{"to lock twice is a deadlock", func(say func(...any)) {
			var mu sync.Mutex
			mu.Lock()
			mu.Lock()
		}, []string{"stuck [0]"}},

		{"locks in two orders may be a deadlock", func(say func(...any)) {
			var a, b sync.Mutex
			inOrder := func(first, second *sync.Mutex) {
				first.Lock()
				defer first.Unlock()
				second.Lock()
				defer second.Unlock()
			}
			spawn(func() { inOrder(&a, &b) })
			inOrder(&b, &a)
		}, []string{"", "stuck [0 1]"}},

		{"to unlock what is not locked is fatal", func(say func(...any)) {
			var mu sync.Mutex
			defer say("deferred")
			mu.Unlock()
		}, []string{"deferred, fatal error: sync: unlock of unlocked mutex"}},

		{"deferred calls end stuck goroutines", func(say func(...any)) {
			var mu sync.Mutex
			defer mu.Unlock()
			mu.Lock()
			mu.Lock()
		}, []string{"stuck [0]"}},
	})
}

func TestRWMutex(t *testing.T) {
	run(t, []program{
		{"readers are in together", func(say func(...any)) {
			var rw sync.RWMutex
			rw.RLock()
			spawn(func() {
				rw.RLock()
				say("in")
			})
			spawn(func() { say(rw.TryRLock()) })
		}, []string{"in, true"}},

		{"a writer is in alone", func(say func(...any)) {
			var (
				rw sync.RWMutex
				wg sync.WaitGroup
				n  memory.Var[int]
			)
			for range 2 {
				wg.Go(func() {
					rw.Lock()
					inc(&n)
					rw.Unlock()
				})
			}
			rw.RLock()
			n.Load()
			rw.RUnlock()
			wg.Wait()
			say(n.Load())
		}, []string{"2"}},

		{"to write as a reader is a race", func(say func(...any)) {
			var (
				rw sync.RWMutex
				wg sync.WaitGroup
				n  memory.Var[int]
			)
			for range 2 {
				wg.Go(func() {
					rw.RLock()
					inc(&n)
					rw.RUnlock()
				})
			}
			wg.Wait()
		}, []string{"race"}},

		{"a writer waits for the readers", func(say func(...any)) {
			var rw sync.RWMutex
			var n memory.Var[int]
			rw.RLock()
			spawn(func() {
				rw.Lock()
				n.Store(1)
			})
			say(n.Load())
			rw.RUnlock()
		}, []string{"0"}},

		{"readers wait for the writer", func(say func(...any)) {
			var rw sync.RWMutex
			var n memory.Var[int]
			rw.Lock()
			spawn(func() {
				rw.RLock()
				say(n.Load())
			})
			n.Store(1)
			rw.Unlock()
		}, []string{"1"}},

		{"a lock for reading cannot become one for writing", func(say func(...any)) {
			var rw sync.RWMutex
			rw.RLock()
			say(rw.TryLock())
			rw.Lock()
		}, []string{"false, stuck [0]"}},

		{"to unlock what is not locked for writing is fatal", func(say func(...any)) {
			var rw sync.RWMutex
			rw.RLock()
			rw.Unlock()
		}, []string{"fatal error: sync: Unlock of unlocked RWMutex"}},

		{"to unlock what is not locked for reading is fatal", func(say func(...any)) {
			var rw sync.RWMutex
			rw.Lock()
			rw.RUnlock()
		}, []string{"fatal error: sync: RUnlock of unlocked RWMutex"}},

		{"a RLocker is a reader", func(say func(...any)) {
			var rw sync.RWMutex
			l := rw.RLocker()
			l.Lock()
			say(rw.TryRLock(), rw.TryLock())
			l.Unlock()
			rw.RUnlock()
			say(rw.TryLock())
		}, []string{"true, true false"}},
	})
}

// Alone, a lock is the same outside as inside.
func TestLocksAlone(t *testing.T) {
	alone(t, func(t *testing.T) {
		var mu sync.Mutex
		mu.Lock()
		assert.False(t, mu.TryLock())
		mu.Unlock()
		assert.True(t, mu.TryLock())

		var rw sync.RWMutex
		rw.Lock()
		assert.False(t, rw.TryLock())
		assert.False(t, rw.TryRLock())
		rw.Unlock()
		rw.RLock()
		assert.False(t, rw.TryLock())
		assert.True(t, rw.TryRLock())
		rw.RUnlock()
		rw.RLocker().Unlock()
		assert.True(t, rw.TryLock())
	})
}

// Outside, locks are held by real goroutines.
func TestLocksOutside(t *testing.T) {
	var (
		mu sync.Mutex
		rw sync.RWMutex
		wg sync.WaitGroup
		n  [2]int
	)
	for range 4 {
		wg.Go(func() {
			for range 100 {
				mu.Lock()
				n[0]++
				mu.Unlock()
				rw.Lock()
				n[1]++
				rw.Unlock()
				rw.RLock()
				assert.Positive(t, n[1])
				rw.RUnlock()
			}
		})
	}
	wg.Wait()
	assert.Equal(t, [2]int{400, 400}, n)
}

// What an execution leaves locked is not locked in the next, nor outside.
func TestLocksAreOfAnExecution(t *testing.T) {
	var (
		mu sync.Mutex
		wg sync.WaitGroup
	)
	body := func(say func(...any)) {
		wg.Add(1)
		mu.Lock()
	}
	assert.Equal(t, []string{""}, explore(t, body))
	assert.Equal(t, []string{""}, explore(t, body))
	wg.Wait()
	assert.True(t, mu.TryLock())
	assert.Equal(t, []string{""}, explore(t, body))
}
