package lockorder_test

import (
	"flag"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/self"
)

// With ten million of them, as memory is claimed not to grow:
//
//	go test -run '^TestMemory$' -v ./deadlock/lockorder -lockorder.locks=10000000
var short = flag.Int("lockorder.locks", 20_000, "how many short-lived locks and goroutines TestMemory makes of each kind")

// What has once been locked, and what has locked it, leaves nothing behind.
func TestMemory(t *testing.T) {
	if raced {
		t.Skip("the race detector has memory of its own")
	}
	n := *short
	reports := gather(t)
	outer, inner, rw := new(lockorder.Mutex), new(lockorder.Mutex), new(lockorder.RWMutex)
	turn, over := lockorder.Made(make(chan chan int)), lockorder.Made(make(chan int))
	defer lockorder.Close(turn)
	go func() {
		for r, c := lockorder.Range(turn); r.Next(&c); {
			lockorder.To(c).Send(2)
			lockorder.To(over).Send(1)
		}
	}()
	for _, test := range []struct {
		name string
		once func()
	}{
		{"a lock", func() {
			touch(new(lockorder.Mutex))
		}},
		{"two that nest", func() { nest(new(lockorder.Mutex), new(lockorder.Mutex)) }},
		{"one in an old one", func() { nest(outer, new(lockorder.Mutex)) }},
		{"an old one in one", func() { nest(new(lockorder.Mutex), inner) }},
		{"one between old ones", func() {
			outer.Lock()
			nest(new(lockorder.Mutex), inner)
			outer.Unlock()
		}},
		{"one that is read and written", func() {
			m := new(lockorder.RWMutex)
			touch(m)
			nest(m.RLocker(), rw.RLocker())
		}},
		{"one that stays locked", func() { new(lockorder.Mutex).Lock() }},
		{"one that is handed on", func() {
			m := new(lockorder.Mutex)
			m.Lock()
			apart(m.Unlock)
		}},
		{"one with a name", func() {
			m := new(lockorder.Mutex)
			lockorder.Name(m, "short-lived")
			nest(outer, m)
		}},
		{"a channel", func() {
			c := lockorder.Made(make(chan int, 1))
			lockorder.To(c).Send(1)
			lockorder.Receive(c)
		}},
		{"a channel by which goroutines are ordered", func() {
			c := lockorder.Made(make(chan int))
			go func() { nest(outer, inner); lockorder.To(c).Send(1) }()
			lockorder.Receive(c)
			nest(outer, inner)
		}},
		{"a channel whose senders an old one orders", func() {
			c := lockorder.Made(make(chan int, 2))
			lockorder.To(c).Send(1)
			lockorder.To(turn).Send(c)
			lockorder.Receive(over)
		}},
		{"a channel that is never received from", func() {
			lockorder.To(lockorder.Made(make(chan int, 1))).Send(1)
		}},
		{"a goroutine", func() { apart(func() { nest(outer, inner) }) }},
		{"a goroutine that the checker knows of", func() {
			var wg lockorder.WaitGroup
			wg.Go(func() { nest(outer, inner) })
			wg.Wait()
		}},
		{"a goroutine that writes", func() {
			apart(func() { touch(rw) })
		}},
		{"a goroutine that ends with a lock", func() {
			m := new(lockorder.Mutex)
			apart(m.Lock)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !self.Reused && test.name == "a goroutine that ends with a lock" {
				t.Skip("where goroutines have no place of their own, nobody takes over what one leaves behind")
			}
			// What there is once, whatever their number, is there after the first.
			for range 1000 {
				test.once()
			}
			locks, heap := afterCollection()
			begin := time.Now()
			for range n {
				test.once()
			}
			took := time.Since(begin)
			moreLocks, moreHeap := afterCollection()
			t.Logf("%d times in %v: %d locks and %d KB of heap before, %d and %d after", n, took.Round(time.Millisecond), locks, heap>>10, moreLocks, moreHeap>>10)
			const slack, atLeast = 2 << 20, 8 // bytes: of what else there is, such as room for as many as there are between collections, and of what would be left by each
			assert.LessOrEqual(t, moreLocks, locks+10)
			assert.LessOrEqual(t, moreHeap, heap+slack+uint64(n)*atLeast)
		})
	}
	assert.Empty(t, reports())
}

// apart calls f on a goroutine of its own, which the checker does not see the start and the end of.
func apart(f func()) {
	var wg sync.WaitGroup
	wg.Go(f)
	wg.Wait()
}

// afterCollection returns how many locks the graph has and how many bytes the heap, when nothing more goes.
func afterCollection() (locks int, heap uint64) {
	var stats runtime.MemStats
	for unchanged := 0; unchanged < 3; unchanged++ {
		runtime.GC()
		runtime.ReadMemStats(&stats)
		now := len(lockorder.Graph().Locks)
		if now != locks || stats.HeapAlloc+4<<10 < heap {
			unchanged = 0
		}
		locks, heap = now, stats.HeapAlloc
	}
	return locks, heap
}
