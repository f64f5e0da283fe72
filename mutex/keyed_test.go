package mutex_test

import (
	"context"
	"math"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/mutex"
)

func TestKeyed(t *testing.T) {
	var k mutex.Keyed[string]
	unlock := k.Lock("a")
	k.With("b", func() { // does not wait
		assert.False(t, k.TryWith("a", func() { t.Error("let in while another has the key") }))
		assert.False(t, k.TryWith("b", func() { t.Error("let in while another has the key") }))
		assert.Equal(t, 2, k.Known())
	})
	assert.Equal(t, 1, k.Known())
	unlock()
	assert.Zero(t, k.Known())
	assert.True(t, k.TryWith("a", func() {}))
	assert.Zero(t, k.Known())
}

func TestKeyedUnlocksOnce(t *testing.T) {
	var k mutex.Keyed[string]
	unlock := k.Lock("a")
	unlock()
	other := k.Lock("a")
	assert.PanicsWithValue(t, "mutex: Keyed.Lock: the key was unlocked already; call what a Lock returns once", unlock)
	assert.False(t, k.TryWith("a", func() { t.Error("it unlocked what another has locked") }))
	other()
	assert.Zero(t, k.Known())
}

func TestKeyedWithContext(t *testing.T) {
	var k mutex.Keyed[string]
	ctx, cancel := context.WithCancel(t.Context())
	ran := false
	assert.NoError(t, k.WithContext(ctx, "a", func() { ran = true }))
	assert.True(t, ran)
	cancel()
	assert.Equal(t, context.Canceled, k.WithContext(ctx, "a", func() { t.Error("called though ctx is done") }))
	assert.Zero(t, k.Known())
}

// One who gives up leaves the key to its holder, and to who waits for it still.
func TestKeyedGivesUp(t *testing.T) {
	var k mutex.Keyed[string]
	ctx, cancel := context.WithCancel(t.Context())
	waiting := func() int { return k.Waiting("a") }
	unlock := k.Lock("a")
	var wg, gone sync.WaitGroup
	gone.Go(func() {
		assert.Equal(t, context.Canceled, k.WithContext(ctx, "a", func() { t.Error("called without the key") }))
	})
	await(1, waiting)
	wg.Go(func() { k.With("a", func() {}) })
	await(2, waiting)
	cancel()
	gone.Wait()
	assert.Equal(t, 1, waiting())
	assert.Equal(t, 1, k.Known())
	unlock()
	wg.Wait()
	assert.Zero(t, k.Known())
}

// A key that no map can keep is refused, and the others can still be used.
func TestKeyedBadKey(t *testing.T) {
	var floats mutex.Keyed[float64]
	nan := "mutex: Keyed: the key is not equal to itself, as NaN is not, so that its lock would never be found again; use another"
	assert.PanicsWithValue(t, nan, func() { floats.Lock(math.NaN()) })
	assert.PanicsWithValue(t, nan, func() { floats.TryWith(math.NaN(), func() {}) })
	assert.True(t, floats.TryWith(0, func() {}))
	assert.Zero(t, floats.Known())

	var anything mutex.Keyed[any]
	assert.Panics(t, func() { anything.With([]int{1}, func() {}) }) // the runtime's: it has no hash
	assert.True(t, anything.TryWith(1, func() {}))
	assert.Zero(t, anything.Known())
}

// What many keys have taken is given back, once none of them is locked.
func TestKeyedGivesBackItsRoom(t *testing.T) {
	const keys = 20_000
	heap := func() uint64 {
		runtime.GC()
		runtime.GC() // what a sync.Pool has kept outlives the first
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var k mutex.Keyed[int]
	before := heap()
	unlock := make([]func(), keys)
	for i := range unlock {
		unlock[i] = k.Lock(i)
	}
	assert.Equal(t, keys, k.Known())
	full := heap()
	for i := range unlock {
		unlock[i]()
	}
	clear(unlock)
	assert.Zero(t, k.Known())
	after := heap()
	runtime.KeepAlive(unlock)
	assert.Greater(t, full, before+100*keys, "a lock and its place in the map are more than 100 bytes")
	assert.Less(t, after, before+20*keys, "of which nothing is left, nor of the map: 8 bytes each are this test's own")
	k.With(1, func() {})
}
