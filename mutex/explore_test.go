package mutex_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/mutex"
)

func TestExploredCounter(t *testing.T)   { explored.Counter(t, new(mutex.Counter)) }
func TestExploredRWCounter(t *testing.T) { explored.Counter(t, new(mutex.RWCounter)) }

func TestExploredLimited(t *testing.T) {
	c := mutex.Limited{Limit: 1}
	explored.Limited(t, c.TryAdd, c.Value)
}

func TestExploredUpdate(t *testing.T) { exploreUpdate(t, new(mutex.Counter)) }

// exploreUpdate has two goroutines add, each of which is told what it has made of the sum.
func exploreUpdate(t *testing.T, c interface {
	Update(f func(n int64) int64) int64
}) {
	h := linearizable.NewObject(int64(0), func(sum int64, op explored.Op) (out, next int64, ok bool) {
		return sum + op.Arg, sum + op.Arg, true
	}).History(t)
	explored.Together(2, func(i int) {
		delta := int64(i + 1)
		h.Do(explored.Op{Name: "Update", Arg: delta}, func() int64 { return c.Update(func(n int64) int64 { return n + delta }) })
	})
}

func TestExploredUpdateThatPanics(t *testing.T) { exploreUpdateThatPanics(t, new(mutex.Counter)) }

// exploreUpdateThatPanics wants a panic to leave the counter as it was, and usable.
func exploreUpdateThatPanics(t *testing.T, c interface {
	Update(f func(n int64) int64) int64
	Value() int64
}) {
	explored.Together(2, func(i int) {
		defer func() { _ = recover() }()
		c.Update(func(n int64) int64 {
			if i == 0 {
				panic("no")
			}
			return n + 1
		})
	})
	assert.Equal(t, int64(1), c.Value())
}

func TestExploredGroup(t *testing.T) { exploreGroup(t, mutex.NewGroup(2)) }

// A group is a sum of counters between which something moves.
type group interface {
	Move(from, to int, delta int64)
	Sum() int64
}

func exploreGroup(t *testing.T, g group) {
	explored.Together(2, func(i int) {
		g.Move(i, 1-i, 1)
		assert.Zero(t, g.Sum())
	})
}
