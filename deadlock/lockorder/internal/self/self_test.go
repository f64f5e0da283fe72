package self

import (
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The number is the one that the runtime prints, for many goroutines at once, and also once their stacks have moved.
func TestID(t *testing.T) {
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			for depth := range 20 {
				deep(depth*depth, func() {
					_, id := ID()
					assert.Equal(t, parse(), id)
				})
				runtime.Gosched()
			}
		})
	}
	wg.Wait()
}

// No two goroutines that live at a time have one place.
func TestPlacesDiffer(t *testing.T) {
	const n = 100
	var mu sync.Mutex
	places := map[uintptr]bool{}
	var all, wg sync.WaitGroup
	all.Add(n)
	for range n {
		wg.Go(func() {
			place, _ := ID()
			mu.Lock()
			places[place] = true
			mu.Unlock()
			all.Done()
			all.Wait()
		})
	}
	wg.Wait()
	assert.Len(t, places, n)
}

//go:noinline
func deep(n int, f func()) {
	if n == 0 {
		f()
		return
	}
	deep(n-1, f)
}

//go:noinline
func one() uint64 { return Path() }

//go:noinline
func other() uint64 { return Path() }

// One place in the program, called by way of one path, has one hash; another place or another path has another one, as
// far as MaxDepth calls.
func TestPath(t *testing.T) {
	seen := map[uint64]int{}
	for depth := range MaxDepth * 2 {
		var first uint64
		for range 3 {
			deep(depth, func() {
				hash := one()
				if first == 0 {
					first = hash
				}
				assert.Equal(t, first, hash)
			})
		}
		seen[first]++
	}
	require.Less(t, len(seen), MaxDepth*2, "what is further out does not count")
	require.Greater(t, len(seen), MaxDepth-4)
	assert.NotEqual(t, one(), other())
}

// The walk ends where a goroutine begins, and where its stack is only as deep as the test's.
func TestPathOfAShallowStack(t *testing.T) {
	hashes := make(chan uint64)
	for range 2 {
		go func() { hashes <- Path() }()
	}
	assert.Equal(t, <-hashes, <-hashes)
}

func TestNothingIsAllocated(t *testing.T) {
	if !Reused {
		t.Skip("the slow way allocates")
	}
	ID()
	assert.Zero(t, testing.AllocsPerRun(100, func() { ID(); Path() }))
}

func BenchmarkID(b *testing.B) {
	for b.Loop() {
		ID()
	}
}

func BenchmarkPath(b *testing.B) {
	for b.Loop() {
		Path()
	}
}
