package mutex_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/mutex"
)

func TestExploredGuarded(t *testing.T)   { explored.Counter(t, new(guardedCounter)) }
func TestExploredRWGuarded(t *testing.T) { explored.Counter(t, new(rwGuardedCounter)) }

// guardedCounter is a Guarded as a counter.
type guardedCounter struct{ n mutex.Guarded[int64] }

func (c *guardedCounter) Add(delta int64) { c.n.With(func(n *int64) { *n += delta }) }
func (c *guardedCounter) Value() int64 {
	return mutex.WithResult(&c.n, func(n *int64) int64 { return *n })
}

func (c *guardedCounter) Update(f func(n int64) int64) int64 {
	c.n.With(func(n *int64) { *n = f(*n) })
	return c.Value()
}

// rwGuardedCounter is an RWGuarded as a counter.
type rwGuardedCounter struct{ n mutex.RWGuarded[int64] }

func (c *rwGuardedCounter) Add(delta int64) { c.n.With(func(n *int64) { *n += delta }) }
func (c *rwGuardedCounter) Value() int64 {
	return mutex.ReadResult(&c.n, func(n int64) int64 { return n })
}

func (c *rwGuardedCounter) Update(f func(n int64) int64) int64 {
	c.n.With(func(n *int64) { *n = f(*n) })
	return c.Value()
}

func TestExploredGuardedThatPanics(t *testing.T)   { exploreUpdateThatPanics(t, new(guardedCounter)) }
func TestExploredRWGuardedThatPanics(t *testing.T) { exploreUpdateThatPanics(t, new(rwGuardedCounter)) }

// Three wait for each other in any order, and each gets its turn.
func TestExploredGuardedLine(t *testing.T) {
	var g mutex.Guarded[int]
	explored.Together(3, func(int) { g.With(func(n *int) { *n++ }) })
	assert.Equal(t, 3, mutex.WithResult(&g, func(n *int) int { return *n }))
	assert.Zero(t, g.Waiting())
}

// One waits while another comes and goes: it is overtaken once, and not again.
func TestExploredGuardedHandsOver(t *testing.T) {
	var g mutex.Guarded[int]
	explored.Together(2, func(i int) {
		for range 1 + 2*i {
			g.With(func(n *int) { *n++ })
		}
	})
	assert.Equal(t, 4, mutex.WithResult(&g, func(n *int) int { return *n }))
	assert.Zero(t, g.Waiting())
}

// One who has been roused gives up at that moment, before it or after it. The other who waits must not wait for ever.
func TestExploredGuardedGivesUp(t *testing.T) {
	var g mutex.Guarded[int]
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Add(2)
	g.With(func(*int) {
		go func() {
			defer wg.Done()
			err := g.WithContext(ctx, func(n *int) { *n++ })
			if err != nil {
				assert.Equal(t, context.Canceled, err)
				g.With(func(n *int) { *n++ })
			}
		}()
		go func() {
			defer wg.Done()
			g.With(func(n *int) { *n++ })
		}()
	})
	cancel()
	wg.Wait()
	assert.Equal(t, 2, mutex.WithResult(&g, func(n *int) int { return *n }))
	assert.Zero(t, g.Waiting())
}
