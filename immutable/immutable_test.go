package immutable_test

import (
	"fmt"
	"maps"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/immutable"
)

func TestSnapshot(t *testing.T) {
	var c immutable.Snapshot[span]
	assert.Zero(t, c.Load())
	c.Store(span{1, 2})
	assert.Equal(t, span{1, 2}, c.Load())
	c.Fill(func(next *span) {
		assert.Zero(t, *next)
		next.low, next.high = 3, 4
		assert.Equal(t, span{1, 2}, c.Load(), "nobody sees it until it is filled in")
	})
	assert.Equal(t, span{3, 4}, c.Load())
}

func TestSnapshotCopies(t *testing.T) {
	var c immutable.Snapshot[span]
	value := span{1, 2}
	c.Store(value)
	value.low = 0
	loaded := c.Load()
	loaded.high = 0
	assert.Equal(t, span{1, 2}, c.Load())
}

func TestSnapshotUpdateRetry(t *testing.T) {
	var c immutable.Snapshot[int]
	var saw []int
	c.Update(func(n int) int {
		if saw = append(saw, n); len(saw) == 1 {
			meanwhile(func() { c.Store(10) })
		}
		return n + 1
	})
	assert.Equal(t, []int{0, 10}, saw, "f is called again with what the Store left")
	assert.Equal(t, 11, c.Load())

	// The same value in another place is another version.
	saw = nil
	c.Update(func(n int) int {
		if saw = append(saw, n); len(saw) == 1 {
			meanwhile(func() { c.Store(n) })
		}
		return n + 1
	})
	assert.Equal(t, []int{11, 11}, saw)
}

// A type without size has but one value, wherever the compiler puts it.
func TestSnapshotEmpty(t *testing.T) {
	var c immutable.Snapshot[struct{}]
	c.Update(func(old struct{}) struct{} { return old })
	assert.Zero(t, c.Load())
}

func TestList(t *testing.T) {
	var empty immutable.List[int]
	assert.Zero(t, empty.Len())
	list := empty.With(1).With(2).With(3)
	assert.Equal(t, 3, list.Len())
	for i, v := range list.All() {
		assert.Equal(t, i+1, v)
		assert.Equal(t, v, list.At(i))
	}
	assert.Panics(t, func() { list.At(3) })
	assert.Zero(t, empty.Len())
}

// TestListTree makes two lists of each list, and two of each of these: none of them changes another.
func TestListTree(t *testing.T) {
	type made struct {
		list immutable.List[int]
		want []int
	}
	all := []made{{}}
	for i := 0; i < 255; i++ {
		from := all[i]
		for _, v := range []int{2 * i, 2*i + 1} {
			want := append([]int{}, from.want...)
			all = append(all, made{from.list.With(v), append(want, v)})
		}
	}
	for _, m := range all {
		var got []int
		for _, v := range m.list.All() {
			got = append(got, v)
		}
		assert.Equal(t, m.want, got)
	}
}

func TestMap(t *testing.T) {
	var empty immutable.Map[string, int]
	assert.Zero(t, empty.Len())
	_, ok := empty.Get("a")
	assert.False(t, ok)
	assert.Zero(t, empty.Without("a").Len())

	m := empty.With("a", 1).With("b", 2)
	changed := m.With("a", 3)
	removed := m.Without("a")
	assert.Equal(t, map[string]int{"a": 1, "b": 2}, maps.Collect(m.All()))
	assert.Equal(t, map[string]int{"a": 3, "b": 2}, maps.Collect(changed.All()))
	assert.Equal(t, map[string]int{"b": 2}, maps.Collect(removed.All()))
	assert.Equal(t, 2, m.Len())
}

func TestMapOf(t *testing.T) {
	values := map[string]int{"a": 1}
	m := immutable.MapOf(values)
	values["a"] = 2
	got, ok := m.Get("a")
	assert.True(t, ok)
	assert.Equal(t, 1, got)
}

func TestRegistry(t *testing.T) {
	var r immutable.Registry[int, string]
	_, ok := r.Get(0)
	assert.False(t, ok)
	r.Delete(0)

	const goroutines, keys = 8, 50
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := range keys {
				key := g*keys + i
				r.Set(key, fmt.Sprint(key))
				got, ok := r.Get(key)
				assert.True(t, ok, "own key %d", key)
				assert.Equal(t, fmt.Sprint(key), got)
				if i%2 == 1 {
					r.Delete(key)
				}
			}
		})
	}
	wg.Wait()
	all := r.Snapshot()
	assert.Equal(t, goroutines*keys/2, all.Len(), "no Set is lost, and no Delete")
	for key, value := range all.All() {
		assert.Zero(t, key%2)
		assert.Equal(t, fmt.Sprint(key), value)
	}
}

// TestHistory has readers take snapshots while writers append: each snapshot continues the one
// before it, and at the end nothing is missing.
func TestHistory(t *testing.T) {
	const writers, readers, steps = 4, 4, 200
	var h immutable.History[int]
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range steps {
				h.Append(w*steps + i)
			}
		})
	}
	for range readers {
		wg.Go(func() {
			var last immutable.List[int]
			for last.Len() < writers*steps {
				next := h.Snapshot()
				next.With(-1) // of no concern to anybody else
				assert.GreaterOrEqual(t, next.Len(), last.Len())
				for i, v := range last.All() {
					if v != next.At(i) {
						t.Errorf("value %d of the history was %d and is %d", i, v, next.At(i))
						return
					}
				}
				last = next
			}
		})
	}
	wg.Wait()
	seen := make(map[int]bool)
	for _, v := range h.Snapshot().All() {
		seen[v] = true
	}
	assert.Len(t, seen, writers*steps)
	assert.NotContains(t, seen, -1)
}

func TestText(t *testing.T) {
	// The 64-bit FNV-1a hashes of these two, from the tests of hash/fnv.
	for text, want := range map[string]uint64{"": 0xcbf29ce484222325, "a": 0xaf63dc4c8601ec8c} {
		got := immutable.NewText(text)
		assert.Equal(t, want, got.Hash())
		assert.Equal(t, want, got.Hash(), "from memory")
		assert.Equal(t, text, got.String())
		assert.Equal(t, want, immutable.NewUnsafeMemo(text).Hash())
	}
	var zero immutable.Text
	assert.Equal(t, immutable.NewText("").Hash(), zero.Hash())
}

// The unsafe ones are right as long as nobody else is there to share with.
func TestUnsafeAlone(t *testing.T) {
	shallow := immutable.NewUnsafeShallow(map[string]int{"a": 1}).With("b", 2)
	for key, want := range map[string]int{"a": 1, "b": 2} {
		got, ok := shallow.Get(key)
		assert.True(t, ok)
		assert.Equal(t, want, got)
	}
	_, ok := shallow.Get("c")
	assert.False(t, ok)

	var means immutable.UnsafeTwoLoads
	means.Add(1)
	means.Add(2)
	assert.InDelta(t, 1.5, means.Mean(), 0)

	assert.Equal(t, 2, immutable.NewUnsafeSharedSlice(1, 2).Len())
	assert.Equal(t, "counterpoint", immutable.NewUnsafeMemo("counterpoint").String())
}
