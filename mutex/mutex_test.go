package mutex_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/mutex"
)

// one is one counter of a group.
type one struct {
	group *mutex.Group
	i     int
}

func (o one) Add(delta int64) { o.group.Add(o.i, delta) }
func (o one) Value() int64    { return o.group.Value(o.i) }

// updated is a Counter that adds by Update.
type updated struct{ mutex.Counter }

func (c *updated) Add(delta int64) {
	c.Update(func(n int64) int64 { return n + delta })
}

func TestConformance(t *testing.T) {
	t.Run("Counter", func(t *testing.T) {
		countertest.Run(t, func() counter.Counter { return new(mutex.Counter) })
	})
	t.Run("Counter.Update", func(t *testing.T) {
		countertest.Run(t, func() counter.Counter { return new(updated) })
	})
	t.Run("RWCounter", func(t *testing.T) {
		countertest.Run(t, func() counter.Counter { return new(mutex.RWCounter) })
	})
	t.Run("Group", func(t *testing.T) {
		countertest.Run(t, func() counter.Counter { return one{mutex.NewGroup(3), 1} })
	})
}

func TestUpdateReturnsWhatItSet(t *testing.T) {
	var c mutex.Counter
	c.Add(20)
	assert.Equal(t, int64(41), c.Update(func(n int64) int64 { return 2*n + 1 }))
	assert.Equal(t, int64(41), c.Value())
}

func TestUpdateThatPanicsChangesNothingAndUnlocks(t *testing.T) {
	var c mutex.Counter
	c.Add(1)
	require.PanicsWithValue(t, "a bad request", func() {
		c.Update(func(int64) int64 { panic("a bad request") })
	})
	c.Add(1) // would wait for ever
	assert.Equal(t, int64(2), c.Value())
}

func TestLimitedStaysInItsRange(t *testing.T) {
	const most, least = math.MaxInt64, math.MinInt64
	for _, test := range []struct {
		name        string
		limit, from int64
		delta       int64
		want        bool
	}{
		{"up to the limit", 10, 4, 6, true},
		{"beyond it", 10, 4, 7, false},
		{"down to 0", 10, 4, -4, true},
		{"below it", 10, 4, -5, false},
		{"not at all", 10, 10, 0, true},
		{"the zero value is full", 0, 0, 1, false},
		{"and empty", 0, 0, -1, false},
		{"all there is", most, 0, most, true},
		{"more than there is", most, most, 1, false},
		{"would wrap around above", most, 1, most, false},
		{"would wrap around below", most, 1, least, false},
		{"a negative limit fits nothing", -1, 0, 0, false},
		{"not even below it", least, 0, least, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := mutex.Limited{Limit: test.limit}
			require.True(t, test.from == 0 || c.TryAdd(test.from))
			want := test.from
			if test.want {
				want += test.delta
			}
			assert.Equal(t, test.want, c.TryAdd(test.delta))
			assert.Equal(t, want, c.Value())
		})
	}
}

func TestGroupMoves(t *testing.T) {
	g := mutex.NewGroup(3)
	g.Add(0, 10)
	g.Add(2, 5)
	g.Move(0, 1, 4)
	g.Move(1, 2, -1)
	g.Move(2, 2, 3) // to itself: nothing
	assert.Equal(t, []int64{6, 5, 4}, []int64{g.Value(0), g.Value(1), g.Value(2)})
	assert.Equal(t, int64(15), g.Sum())
	assert.Zero(t, new(mutex.Group).Sum())
}

// A counter that does not exist must not leave the others locked, nor half of a Move done.
func TestGroupWithoutSuchACounter(t *testing.T) {
	g := mutex.NewGroup(1)
	g.Add(0, 10)
	assert.Panics(t, func() { g.Add(1, 1) })
	assert.Panics(t, func() { g.Value(-1) })
	assert.Panics(t, func() { g.Move(0, 1, 1) })
	assert.Panics(t, func() { g.Move(1, 0, 1) })
	assert.Equal(t, int64(10), g.Value(0))
}
