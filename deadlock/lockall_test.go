package deadlock_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/deadlock"
)

// A told lock tells what is done to it, and panics if it is to.
type told struct {
	tell                  func(what string)
	name                  string
	failLock, failUnlock  bool
	endsGoroutine, locked bool
}

func (l *told) Lock() {
	if l.failLock {
		panic("no lock")
	}
	if l.endsGoroutine {
		runtime.Goexit()
	}
	l.locked = true
	l.tell("lock " + l.name)
}

func (l *told) Unlock() {
	l.locked = false
	l.tell("unlock " + l.name)
	if l.failUnlock {
		panic("no unlock")
	}
}

// toldLocks are n neighbours in memory, so that their names are in the order of their addresses, and what they tell.
func toldLocks(n int) ([]told, *[]string) {
	said := new([]string)
	locks := make([]told, n)
	for i := range locks {
		locks[i] = told{tell: func(what string) { *said = append(*said, what) }, name: fmt.Sprint(i)}
	}
	return locks, said
}

func TestLockAllInOneOrder(t *testing.T) {
	locks, said := toldLocks(3)
	want := []string{"lock 0", "lock 1", "lock 2", "unlock 2", "unlock 1", "unlock 0"}
	for _, order := range [][]sync.Locker{
		{&locks[0], &locks[1], &locks[2]},
		{&locks[2], &locks[1], &locks[0]},
		{&locks[1], &locks[2], &locks[0], &locks[1], &locks[1], &locks[2]},
	} {
		*said = nil
		given := slices.Clone(order)
		deadlock.LockAll(order...)()
		assert.Equal(t, want, *said)
		assert.Equal(t, given, order, "the caller's slice stays as it is")
	}
}

// Whichever locks are named, in whichever order and how often: each is locked once, from the lowest to the highest.
func TestLockAllAnyLocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		locks, said := toldLocks(8)
		var named []sync.Locker
		var want []string
		picked := rapid.SliceOfN(rapid.IntRange(0, 7), 0, 12).Draw(t, "locks")
		for _, i := range picked {
			named = append(named, &locks[i])
		}
		slices.Sort(picked)
		for _, i := range slices.Compact(picked) {
			want = append(want, fmt.Sprint("lock ", i))
		}
		unlock := deadlock.LockAll(named...)
		assert.Equal(t, want, *said)
		unlock()
		for i := range locks {
			assert.False(t, locks[i].locked)
		}
		assert.Len(t, *said, 2*len(want))
	})
}

// Many goroutines lock what they want in any order, and all come to an end.
func TestLockAllNeverHangs(t *testing.T) {
	var (
		locks   [6]deadlock.RWMutex
		numbers [6]int
	)
	ends(t, func() {
		var wg sync.WaitGroup
		for seed := range uint64(8) {
			wg.Go(func() {
				random := rand.New(rand.NewPCG(1, seed))
				for range 200 {
					chosen := random.Perm(len(locks))[:1+random.IntN(len(locks))]
					var named []sync.Locker
					for _, i := range chosen {
						named = append(named, &locks[i])
					}
					unlock := deadlock.LockAll(named...)
					for _, i := range chosen {
						numbers[i]++
						runtime.Gosched()
						numbers[i]--
					}
					unlock()
				}
			})
		}
		for range 2 {
			wg.Go(func() {
				for range 200 {
					unlock := deadlock.LockAll(locks[5].RLocker(), locks[0].RLocker(), &locks[3])
					assert.Zero(t, numbers[0]+numbers[3]+numbers[5])
					unlock()
				}
			})
		}
		wg.Wait()
	})
}

// What LockAll is given does not move when the stack grows, as other variables of the same function do.
func TestLockAllAddressesStay(t *testing.T) {
	before, after := make(chan []uintptr, 1), make(chan []uintptr, 1)
	go func() { // on a stack that is still small
		var a, b sync.Mutex
		var other int
		deadlock.LockAll(&a, &b)()
		before <- []uintptr{uintptr(unsafe.Pointer(&a)), uintptr(unsafe.Pointer(&b)), uintptr(unsafe.Pointer(&other))}
		grow(1000)
		runtime.GC()
		after <- []uintptr{uintptr(unsafe.Pointer(&a)), uintptr(unsafe.Pointer(&b)), uintptr(unsafe.Pointer(&other))}
	}()
	was, is := <-before, <-after
	assert.Equal(t, was[:2], is[:2])
	assert.NotEqual(t, was[2], is[2])
}

func grow(depth int) (sum byte) {
	var room [1 << 10]byte
	if depth > 0 {
		sum = grow(depth - 1)
	}
	return sum + room[depth%len(room)]
}

// byValue is a Locker that is no pointer.
type byValue struct{ *sync.Mutex }

func TestLockAllRefuses(t *testing.T) {
	var mu sync.Mutex
	var rw sync.RWMutex
	var embeds struct{ sync.Mutex }
	for want, locks := range map[string][]sync.Locker{
		"deadlock: LockAll(locks[1]): no lock, but nil; pass a pointer to one":                                                              {&mu, nil},
		"deadlock: LockAll(locks[0]): no lock, but nil; pass a pointer to one":                                                              {(*sync.Mutex)(nil), &mu},
		"deadlock: LockAll(locks[1]): a deadlock_test.byValue is no pointer, and has no address to be ordered by; pass a pointer to a lock": {&mu, byValue{new(sync.Mutex)}},
		"deadlock: LockAll: a *sync.RWMutex and a *sync.rlocker are at the same address, and may be one lock; name one of the two":          {&rw, &mu, rw.RLocker()},
		"deadlock: LockAll: a *struct { sync.Mutex } and a *sync.Mutex are at the same address, and may be one lock; name one of the two":   {&embeds, &embeds.Mutex},
	} {
		assert.PanicsWithValue(t, want, func() { deadlock.LockAll(locks...) })
		assert.True(t, mu.TryLock(), "nothing is locked")
		mu.Unlock()
	}
}

// A lock and its own RLocker are told to be one lock, checked or not.
func TestLockAllRefusesOwnRLocker(t *testing.T) {
	var rw deadlock.RWMutex
	defer func() {
		assert.Contains(t, recover(), " are at the same address, and may be one lock; name one of the two")
	}()
	deadlock.LockAll(rw.RLocker(), &rw)
}

func TestLockAllPanics(t *testing.T) {
	locks, said := toldLocks(3)
	all := []sync.Locker{&locks[0], &locks[1], &locks[2]}

	locks[2].failLock = true
	assert.PanicsWithValue(t, "no lock", func() { deadlock.LockAll(all...) })
	assert.Equal(t, []string{"lock 0", "lock 1", "unlock 1", "unlock 0"}, *said)

	*said, locks[2].failLock, locks[2].endsGoroutine = nil, false, true
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		deadlock.LockAll(all...)
	}()
	<-ended
	assert.Equal(t, []string{"lock 0", "lock 1", "unlock 1", "unlock 0"}, *said)

	*said, locks[2].endsGoroutine, locks[1].failUnlock = nil, false, true
	unlock := deadlock.LockAll(all...)
	assert.PanicsWithValue(t, "no unlock", unlock)
	assert.Equal(t, []string{"lock 0", "lock 1", "lock 2", "unlock 2", "unlock 1", "unlock 0"}, *said)

	assert.PanicsWithValue(t, "deadlock: LockAll: the locks were unlocked already; call what it returns once", unlock)
	assert.Len(t, *said, 6, "nothing is unlocked twice")
}

func TestLockAllOfNone(t *testing.T) {
	assert.NotPanics(t, deadlock.LockAll())
}

func TestLockAllAllocates(t *testing.T) {
	var locks [8]sync.Mutex
	var all []sync.Locker
	for i := range locks {
		all = append(all, &locks[i])
	}
	for n, want := range map[int]float64{1: 2, 2: 2, 4: 2, 5: 3, 8: 3} {
		require.Equal(t, want, testing.AllocsPerRun(100, func() { deadlock.LockAll(all[:n]...)() }), "%d locks", n)
	}
}

// BenchmarkLockAll is the price of an order that is found at run time, with the same locks taken by hand beside it.
func BenchmarkLockAll(b *testing.B) {
	var locks [8]sync.Mutex
	for _, n := range []int{2, 4, 8} {
		var all []sync.Locker
		for i := range n {
			all = append(all, &locks[n-1-i])
		}
		b.Run(fmt.Sprintf("locks=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				deadlock.LockAll(all...)()
			}
		})
		b.Run(fmt.Sprintf("byhand=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range n {
					locks[i].Lock()
				}
				for i := range n {
					locks[n-1-i].Unlock()
				}
			}
		})
	}
}
