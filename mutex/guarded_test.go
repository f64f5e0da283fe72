package mutex_test

import (
	"context"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/mutex"
)

// A section is one way to run a function inside of a lock.
type section struct {
	name string
	run  func(f func())
	nil  func() // runs nil
}

// sections are all ways to be inside of one Guarded, of one RWGuarded, or to have one key of a Keyed.
func sections() []section {
	var g mutex.Guarded[int]
	var rw mutex.RWGuarded[int]
	var k mutex.Keyed[string]
	ctx := context.Background()
	return []section{
		{"Guarded.With", func(f func()) { g.With(func(*int) { f() }) }, func() { g.With(nil) }},
		{"Guarded.TryWith", func(f func()) { g.TryWith(func(*int) { f() }) }, func() { g.TryWith(nil) }},
		{
			"Guarded.WithContext",
			func(f func()) { _ = g.WithContext(ctx, func(*int) { f() }) },
			func() { _ = g.WithContext(ctx, nil) },
		},
		{
			"WithResult",
			func(f func()) { mutex.WithResult(&g, func(*int) int { f(); return 0 }) },
			func() { mutex.WithResult[int, int](&g, nil) },
		},
		{"RWGuarded.With", func(f func()) { rw.With(func(*int) { f() }) }, func() { rw.With(nil) }},
		{"RWGuarded.Read", func(f func()) { rw.Read(func(int) { f() }) }, func() { rw.Read(nil) }},
		{
			"ReadResult",
			func(f func()) { mutex.ReadResult(&rw, func(int) int { f(); return 0 }) },
			func() { mutex.ReadResult[int, int](&rw, nil) },
		},
		{"Keyed.With", func(f func()) { k.With("a", f) }, func() { k.With("a", nil) }},
		{"Keyed.TryWith", func(f func()) { k.TryWith("a", f) }, func() { k.TryWith("a", nil) }},
		{
			"Keyed.WithContext",
			func(f func()) { _ = k.WithContext(ctx, "a", f) },
			func() { _ = k.WithContext(ctx, "a", nil) },
		},
	}
}

// However a function ends, all ways in are open after it.
func TestUnlocksHoweverItEnds(t *testing.T) {
	all := sections()
	for _, s := range all {
		for how, end := range map[string]func(){
			"return": func() {},
			"panic":  func() { panic("a bad request") },
			"Goexit": runtime.Goexit,
		} {
			var wg sync.WaitGroup
			wg.Go(func() {
				defer func() { _ = recover() }()
				s.run(end)
			})
			wg.Wait()
			for _, next := range all {
				ran := false
				next.run(func() { ran = true }) // would wait for ever
				assert.True(t, ran, "%s after a %s in %s", next.name, how, s.name)
			}
		}
	}
}

func TestNoFunction(t *testing.T) {
	for _, s := range sections() {
		assert.PanicsWithValue(t, "mutex: "+s.name+"(nil): there is no function to call; pass the one that uses what is locked", s.nil)
		s.run(func() {}) // would wait for ever
	}
}

func TestTryWith(t *testing.T) {
	var g mutex.Guarded[int]
	assert.True(t, g.TryWith(func(n *int) {
		*n = 1
		assert.False(t, g.TryWith(func(n *int) { *n = 2 }))
	}))
	assert.Equal(t, 1, mutex.WithResult(&g, func(n *int) int { return *n }))
}

// A context that is done keeps the function from being called, even if nobody has the lock.
func TestWithContextThatIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var g mutex.Guarded[int]
	assert.Equal(t, context.Canceled, g.WithContext(ctx, func(n *int) { *n = 1 }))
	assert.True(t, g.TryWith(func(n *int) { assert.Zero(t, *n) }))
}

// One who waits gives up though the lock is still held, and leaves its place in line.
func TestWithContextGivesUp(t *testing.T) {
	var g mutex.Guarded[int]
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	g.With(func(n *int) {
		wg.Go(func() {
			assert.Equal(t, context.Canceled, g.WithContext(ctx, func(n *int) { *n = 1 }))
		})
		await(1, g.Waiting)
		cancel()
		wg.Wait()
		assert.Zero(t, g.Waiting())
		*n = 2
	})
	assert.Equal(t, 2, mutex.WithResult(&g, func(n *int) int { return *n }))
}

// await waits until there are n.
func await(n int, number func() int) {
	for number() != n {
		runtime.Gosched()
	}
}

// Where nobody comes meanwhile, those who wait get the lock in the order in which they came.
func TestGuardedServesInOrder(t *testing.T) {
	var g mutex.Guarded[[]int]
	var wg sync.WaitGroup
	g.With(func(*[]int) {
		for i := range 10 {
			wg.Go(func() {
				add := func(order *[]int) { *order = append(*order, i) }
				if i%2 == 0 {
					g.With(add)
				} else {
					assert.NoError(t, g.WithContext(t.Context(), add))
				}
			})
			await(i+1, g.Waiting)
		}
	})
	wg.Wait()
	g.With(func(order *[]int) { assert.Equal(t, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, *order) })
}

// One who waits is not kept waiting by others who come and go without a pause.
func TestGuardedIsNotBarredForEver(t *testing.T) {
	var g mutex.Guarded[bool]
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for !mutex.WithResult(&g, func(done *bool) bool { return *done }) {
			}
		})
	}
	assert.NoError(t, g.WithContext(t.Context(), func(done *bool) { *done = true }))
	wg.Wait()
}

// Readers are inside together, and what they are given is a copy.
func TestRWGuarded(t *testing.T) {
	var g mutex.RWGuarded[[2]int]
	g.With(func(v *[2]int) { v[0] = 7 })
	inside := make(chan struct{}) // both have to be there for either to go on
	var wg sync.WaitGroup
	wg.Go(func() { g.Read(func([2]int) { inside <- struct{}{} }) })
	g.Read(func(v [2]int) {
		<-inside
		v[0]++
	})
	wg.Wait()
	assert.Equal(t, 7, mutex.ReadResult(&g, func(v [2]int) int { return v[0] }))
}
