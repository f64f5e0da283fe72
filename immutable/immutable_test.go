package immutable_test

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"

	"github.com/counterpoint-go/counterpoint/immutable"
	"github.com/counterpoint-go/counterpoint/internal/histories"
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

func TestSnapshotWatch(t *testing.T) {
	var s immutable.Snapshot[int]
	value, replaced := s.Watch()
	assert.Zero(t, value)
	_, same := s.Watch()
	assert.Equal(t, replaced, same, "one channel for all who wait for the same change")
	select {
	case <-replaced:
		assert.Fail(t, "nothing has replaced it")
	default:
	}
	s.Store(0) // another value, though it is equal
	<-replaced
	assert.False(t, s.Waited())

	for _, change := range []func(){
		func() { s.Store(1) },
		func() { s.Fill(func(next *int) { *next = 1 }) },
		func() { s.Update(func(old int) int { return old + 1 }) },
	} {
		_, replaced := s.Watch()
		change()
		<-replaced
		assert.False(t, s.Waited())
	}
}

func TestSnapshotWait(t *testing.T) {
	goleak.VerifyNone(t)
	var s immutable.Snapshot[int]
	even := func(n int) bool { return n%2 == 0 }
	value, err := s.Wait(t.Context(), even)
	require.NoError(t, err)
	assert.Zero(t, value, "what is there already")

	s.Store(1)
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 2; n < 10; n++ {
			s.Store(2*n + 1)
		}
		s.Store(100)
	})
	value, err = s.Wait(t.Context(), even)
	wg.Wait()
	require.NoError(t, err)
	assert.Equal(t, 100, value)

	s.Store(1)
	why := errors.New("why")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(why)
	for range 100 {
		value, err = s.Wait(ctx, even)
		assert.Equal(t, why, err)
		assert.Equal(t, 1, value)
	}
	assert.True(t, s.Waited(), "one channel")
	s.Store(2)
	assert.False(t, s.Waited())
	_, err = s.Wait(ctx, even)
	assert.NoError(t, err, "there is nothing to wait for")
}

func TestSnapshotChanges(t *testing.T) {
	goleak.VerifyNone(t)
	var s immutable.Snapshot[int]
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var saw []int
	for n := range s.Changes(ctx) {
		saw = append(saw, n)
		switch n {
		case 0:
			s.Store(1)
		case 1:
			s.Store(2)
			s.Store(3)
		default:
			cancel()
		}
	}
	assert.Equal(t, []int{0, 1, 3}, saw)
	for range s.Changes(ctx) {
		assert.Fail(t, "ctx is done")
	}
	for range s.Changes(t.Context()) {
		break
	}
}

// A function that is not there, or that panics, leaves the value as it was.
func TestSnapshotBadFunctions(t *testing.T) {
	var s immutable.Snapshot[int]
	s.Store(1)
	assert.PanicsWithValue(t, "immutable: Snapshot.Fill(nil): no function to build the value with; to store the zero one, call Store", func() { s.Fill(nil) })
	assert.PanicsWithValue(t, "immutable: Snapshot.Update(nil): no function to compute the next value with; to replace the value by one that does not depend on it, call Store", func() { s.Update(nil) })
	assert.PanicsWithValue(t, "immutable: Snapshot.Wait(nil): no function to say which value is waited for; to wait for any change, receive from the channel of Watch", func() { s.Wait(t.Context(), nil) })
	assert.Panics(t, func() { s.Fill(func(next *int) { *next = 2; panic("no") }) })
	assert.Panics(t, func() { s.Update(func(int) int { panic("no") }) })
	assert.Panics(t, func() { s.Wait(t.Context(), func(int) bool { panic("no") }) })
	assert.Equal(t, 1, s.Load())
	s.Update(func(old int) int { return old + 1 })
	assert.Equal(t, 2, s.Load())
}

func TestSnapshotAllocations(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector allocates")
	}
	var s immutable.Snapshot[span]
	assert.Zero(t, testing.AllocsPerRun(10, func() { s.Load() }))
	assert.EqualValues(t, 1, testing.AllocsPerRun(10, func() { s.Store(span{1, 2}) }))
	s.Watch()
	assert.Zero(t, testing.AllocsPerRun(10, func() { s.Watch() }), "there is a channel already")
}

func TestSnapshotHistories(t *testing.T) {
	histories.Run(t, linearizable.NewRegister(0), func(h linearizable.Register[int]) histories.Step {
		var s immutable.Snapshot[int]
		return func(r *rand.Rand) {
			switch r.IntN(4) {
			case 0:
				h.Write(r.Int(), s.Store)
			case 1:
				h.Write(r.Int(), func(v int) { s.Update(func(int) int { return v }) })
			case 2:
				h.Read(func() int { v, _ := s.Watch(); return v })
			default:
				h.Read(s.Load)
			}
		}
	})
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

func TestRegistry(t *testing.T) {
	var r immutable.Registry[int, int]
	_, ok := r.Get(0)
	assert.False(t, ok)
	r.Delete(0)
	assert.Zero(t, r.Snapshot())

	want := map[int]int{}
	for n := range 300 {
		want[n] = -n
		r.Set(n, -n)
		if n > 20 && n%20 != 0 {
			continue
		}
		all := r.Snapshot()
		require.Equal(t, len(want), all.Len())
		require.Equal(t, immutable.MapOf(want).Shape(), all.Shape())
	}
	first := r.Snapshot()
	for n := range 300 {
		r.Set(n, n)
		r.Delete(n / 2)
	}
	assert.Equal(t, want, maps.Collect(first.All()), "a snapshot stays")
	assert.Equal(t, 150, r.Snapshot().Len())
}

// A shard that is only read is read without a lock at last, until it is changed.
func TestRegistryGiven(t *testing.T) {
	var r immutable.Registry[int, int]
	value := 0
	set := func() {
		value++
		r.Set(0, value)
		assert.False(t, r.Given(0))
	}
	read := func() {
		got, ok := r.Get(0)
		assert.True(t, ok)
		assert.Equal(t, value, got)
	}
	untilGiven := func() (reads int) {
		for ; !r.Given(0); reads++ {
			require.LessOrEqual(t, reads, immutable.Patience)
			read()
		}
		read()
		return reads
	}
	for range 10 {
		set()
	}
	assert.Equal(t, immutable.Patience+1, untilGiven(), "after changes in a row")
	for reads := immutable.Patience; reads > 1; reads-- {
		set()
		assert.Equal(t, reads, untilGiven(), "after changes with many reads in between")
	}
	for range 2 {
		set()
		assert.Equal(t, 1, untilGiven())
	}
	r.Delete(0)
	_, ok := r.Get(0)
	assert.False(t, ok)
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
