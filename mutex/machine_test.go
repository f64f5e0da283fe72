package mutex_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/mutex"
)

// Whatever has been done with it, and however that ended, a guarded value is what a plain variable is.
func TestGuardedIsAVariable(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	rapid.Check(t, func(t *rapid.T) {
		var g mutex.Guarded[int]
		var rw mutex.RWGuarded[int]
		n := 0
		t.Repeat(map[string]func(*rapid.T){
			"set": func(t *rapid.T) {
				n = rapid.Int().Draw(t, "n")
				set := func(v *int) { *v = n }
				rw.With(set)
				switch rapid.IntRange(0, 2).Draw(t, "way") {
				case 0:
					g.With(set)
				case 1:
					assert.True(t, g.TryWith(set))
				case 2:
					assert.NoError(t, g.WithContext(context.Background(), set))
				}
			},
			"panic": func(t *rapid.T) {
				n++
				half := func(v *int) { *v++; panic("half done") }
				assert.PanicsWithValue(t, "half done", func() { g.With(half) })
				assert.PanicsWithValue(t, "half done", func() { rw.With(half) })
			},
			"nested": func(t *rapid.T) {
				g.With(func(*int) {
					assert.False(t, g.TryWith(func(v *int) { *v = -1 }))
					assert.Equal(t, context.Canceled, g.WithContext(cancelled, func(v *int) { *v = -1 }))
				})
			},
			"cancelled": func(t *rapid.T) {
				assert.Equal(t, context.Canceled, g.WithContext(cancelled, func(v *int) { *v = -1 }))
			},
			"": func(t *rapid.T) {
				assert.Equal(t, n, mutex.WithResult(&g, func(v *int) int { return *v }))
				assert.Equal(t, n, mutex.ReadResult(&rw, func(v int) int { return v }))
				rw.Read(func(v int) { assert.Equal(t, n, v) })
			},
		})
	})
}

// The locked keys of a Keyed are those of a map of who can unlock which.
func TestKeyedIsAMap(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	rapid.Check(t, func(t *rapid.T) {
		var k mutex.Keyed[int]
		unlock := map[int]func(){}
		anyKey := rapid.IntRange(0, 100)
		t.Repeat(map[string]func(*rapid.T){
			"lock": func(t *rapid.T) {
				key := anyKey.Draw(t, "key")
				if unlock[key] == nil {
					unlock[key] = k.Lock(key)
				}
			},
			"unlock": func(t *rapid.T) {
				if len(unlock) == 0 {
					t.Skip("none is locked")
				}
				key := rapid.SampledFrom(slices.Sorted(maps.Keys(unlock))).Draw(t, "key")
				unlock[key]()
				assert.Panics(t, unlock[key])
				delete(unlock, key)
			},
			"try": func(t *rapid.T) {
				key := anyKey.Draw(t, "key")
				assert.Equal(t, unlock[key] == nil, k.TryWith(key, func() {}))
			},
			"give up": func(t *rapid.T) {
				assert.Equal(t, context.Canceled, k.WithContext(cancelled, anyKey.Draw(t, "key"), func() {}))
			},
			"panic": func(t *rapid.T) {
				if key := anyKey.Draw(t, "key"); unlock[key] == nil {
					assert.PanicsWithValue(t, "no", func() { k.With(key, func() { panic("no") }) })
				}
			},
			"": func(t *rapid.T) {
				assert.Equal(t, len(unlock), k.Known())
			},
		})
	})
}
