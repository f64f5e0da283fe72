package immutable_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/immutable"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredCounter(t *testing.T) { explored.Counter(t, new(immutable.Counter)) }

func TestExploredSnapshot(t *testing.T) {
	c := new(immutable.Snapshot[int])
	exploreRegister(t, c.Store, c.Load)
}

// exploreRegister has a goroutine store while another loads.
func exploreRegister(t *testing.T, store func(v int), load func() int) {
	h := linearizable.NewRegister(0).History(t)
	explored.Together(2, func(i int) {
		if i == 0 {
			h.Write(1, store)
		} else {
			h.Read(load)
			h.Read(load)
		}
	})
}

// A goroutine waits for what another stores: it is told, and not before there is something to tell.
func TestExploredWatch(t *testing.T) {
	var s immutable.Snapshot[int]
	explored.Together(2, func(i int) {
		if i == 0 {
			s.Store(1)
			return
		}
		value, replaced := s.Watch()
		if value == 0 {
			<-replaced
			assert.Equal(t, 1, s.Load(), "replaced")
		}
	})
}

// Two goroutines wait for the same change, that a third makes of what is there.
func TestExploredWatchers(t *testing.T) {
	var s immutable.Snapshot[int]
	explored.Together(3, func(i int) {
		if i == 0 {
			s.Update(func(old int) int { return old + 1 })
			return
		}
		if value, replaced := s.Watch(); value == 0 {
			<-replaced
			assert.Equal(t, 1, s.Load(), "replaced")
		}
	})
}

// Two goroutines replace the value while somebody waits: the channel is closed once. One of them watches its own value
// or the other's, and is not told of a change that was before.
func TestExploredWatchAgain(t *testing.T) {
	var s immutable.Snapshot[int]
	_, replaced := s.Watch()
	explored.Together(2, func(i int) {
		s.Store(i + 1)
		value, next := s.Watch()
		select {
		case <-next:
			assert.NotEqual(t, value, s.Load(), "replaced")
		default:
		}
	})
	<-replaced
}

// Who watches what was there before tells nobody that it has changed.
func TestExploredWatchLate(t *testing.T) {
	var s immutable.Snapshot[int]
	explored.Together(2, func(i int) {
		if i == 0 {
			s.Watch()
			return
		}
		s.Store(1)
		_, replaced := s.Watch()
		s.Watch()
		select {
		case <-replaced:
			assert.Fail(t, "nothing has replaced it")
		default:
		}
	})
}

func TestExploredUpdate(t *testing.T) { exploreUpdate(t, new(immutable.Snapshot[int64])) }

// exploreUpdate has two goroutines add.
func exploreUpdate(t *testing.T, c interface {
	Load() int64
	Update(f func(old int64) (next int64))
}) {
	h := linearizable.NewCounter().History(t)
	explored.Together(2, func(int) {
		h.Add(1, func(delta int64) { c.Update(func(old int64) int64 { return old + delta }) })
	})
	h.Value(c.Load)
}

func TestExploredFill(t *testing.T) { exploreFill(t, new(immutable.Snapshot[span])) }

// exploreFill has a goroutine look while another fills in two numbers that belong together.
func exploreFill(t *testing.T, c interface {
	Load() span
	Fill(fill func(next *span))
}) {
	explored.Together(2, func(i int) {
		if i == 0 {
			c.Fill(func(next *span) { next.low, next.high = 1, 2 })
			return
		}
		assert.Contains(t, []span{{}, {1, 2}}, c.Load())
	})
}

func TestExploredTotal(t *testing.T) {
	c := new(immutable.Counter)
	exploreTotal(t, c.Add, c.Total)
}

// exploreTotal has two goroutines add, and wants the sum and how many have added to be of one moment.
func exploreTotal(t *testing.T, add func(delta int64), total func() immutable.Total) {
	h := linearizable.NewObject(immutable.Total{}, func(now immutable.Total, op explored.Op) (out any, next immutable.Total, ok bool) {
		if op.Name == "Total" {
			return now, now, true
		}
		return nil, immutable.Total{Sum: now.Sum + op.Arg, Adds: now.Adds + 1}, true
	}).History(t)
	explored.Together(2, func(i int) {
		delta := int64(i + 1)
		h.Do(explored.Op{Name: "Add", Arg: delta}, func() any { add(delta); return nil })
		h.Do(explored.Op{Name: "Total"}, func() any { return total() })
	})
}

func TestExploredRegistry(t *testing.T) {
	var r immutable.Registry[string, int]
	h := linearizable.NewMap[string, int]().History(t)
	explored.Together(2, func(i int) {
		h.Store([]string{"a", "b"}[i], i+1, r.Set)
		h.Delete("a", r.Delete)
	})
	h.Load("a", r.Get)
	h.Load("b", r.Get)
}

func TestExploredCopy(t *testing.T) {
	r := new(immutable.Registry[string, int])
	exploreCopy(t, r.Set, func() (n int) {
		for range r.Snapshot().All() {
			n++
		}
		return n
	})
}

// TestExploredGiven has a goroutine read what a shard has given out while another changes it.
func TestExploredGiven(t *testing.T) {
	var r immutable.Registry[string, int]
	h := linearizable.NewMap[string, int]().History(t)
	h.Store("a", 1, r.Set)
	r.Give("a")
	explored.Together(2, func(i int) {
		if i == 0 {
			h.Store("a", 2, r.Set)
		}
		h.Load("a", r.Get)
	})
	h.Load("a", r.Get)
}

// TestExploredGivenAgain has a goroutine give out a shard that another changes.
func TestExploredGivenAgain(t *testing.T) {
	var r immutable.Registry[string, int]
	h := linearizable.NewMap[string, int]().History(t)
	h.Store("a", 1, r.Set)
	explored.Together(2, func(i int) {
		if i == 0 {
			h.Store("a", 2, r.Set)
			h.Load("a", r.Get)
		} else {
			r.Give("a")
			h.Load("a", r.Get)
		}
	})
}

// TestExploredAtOnce has a goroutine set one key and then another, in another shard, while there is a copy made: it has
// the second only if it has the first.
func TestExploredAtOnce(t *testing.T) {
	var r immutable.Registry[int, int]
	first, second := 0, 1
	for immutable.Shard(first) >= immutable.Shard(second) {
		second++
		if second == 1000 {
			first, second = second, 0
		}
	}
	explored.Together(2, func(i int) {
		if i == 0 {
			r.Set(first, 1)
			r.Set(second, 2)
			return
		}
		m := r.Snapshot()
		_, one := m.Get(first)
		_, two := m.Get(second)
		assert.True(t, one || !two, "the second alone")
	})
}

// exploreCopy has a goroutine count what there is while another puts something in.
func exploreCopy(t *testing.T, set func(key string, value int), count func() int) {
	set("a", 1)
	explored.Together(2, func(i int) {
		if i == 0 {
			set("b", 2)
		} else {
			assert.Contains(t, []int{1, 2}, count())
		}
	})
}

func TestExploredHistory(t *testing.T) {
	h := new(immutable.History[int])
	exploreHistory(t, h.Append, func() []int {
		return slices.Collect(func(yield func(int) bool) {
			for _, v := range h.Snapshot().All() {
				if !yield(v) {
					return
				}
			}
		})
	})
}

// exploreHistory has two goroutines append to what they have seen, and to the history.
func exploreHistory(t *testing.T, add func(v int), snapshot func() []int) {
	for v := range 3 { // of which append leaves room for a fourth
		add(v)
	}
	explored.Together(2, func(i int) {
		mine := append(snapshot(), 10+i)
		add(i)
		assert.Equal(t, 10+i, mine[len(mine)-1])
	})
}

func TestExploredText(t *testing.T) { exploreText(t, immutable.NewText("a")) }

// exploreText has two goroutines be the first to want the hash.
func exploreText(t *testing.T, text interface{ Hash() uint64 }) {
	var hashes [2]uint64
	explored.Together(2, func(i int) { hashes[i] = text.Hash() })
	assert.Equal(t, hashes[0], hashes[1])
}

func TestExploredMapOf(t *testing.T) {
	m := immutable.MapOf(map[string]int{"a": 0})
	exploreWith(t, func(value int) int {
		got, _ := m.With("a", value).Get("a")
		return got
	})
}

// exploreWith has two goroutines make a version of their own.
func exploreWith(t *testing.T, with func(value int) (got int)) {
	explored.Together(2, func(i int) { assert.Equal(t, i+1, with(i+1)) })
}

func TestExploredListOf(t *testing.T) {
	values := []int{1, 2}
	list := immutable.ListOf(values...)
	exploreListOf(t, values, list.At)
}

// exploreListOf has a goroutine read the list while the slice that it is made of is written to.
func exploreListOf(t *testing.T, values []int, at func(i int) int) {
	explored.Together(2, func(i int) {
		if i == 0 {
			values[0] = 3
		} else {
			assert.Equal(t, 1, at(0))
		}
	})
}
