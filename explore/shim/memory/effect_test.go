package memory_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
)

// What stands in for functions of packages slices and maps does what they do, outside of an exploration and inside.
func TestStandIns(t *testing.T) {
	same := func(t testing.TB) {
		for _, s := range [][]int{nil, {1}, {3, 1, 2}, slices.Grow([]int{2, 2, 1}, 5)} {
			clone := func() []int { return append(make([]int, 0, cap(s)), s...) }
			assert.Equal(t, slices.Collect(slices.Values(s)), slices.Collect(memory.Values(s)))
			assert.Equal(t, maps.Collect(slices.All(s)), maps.Collect(memory.All(s)))
			assert.Equal(t, maps.Collect(slices.Backward(s)), maps.Collect(memory.Backward(s)))
			even := func(v int) bool { return v%2 == 0 }
			assert.Equal(t, slices.IndexFunc(s, even), memory.IndexFunc(s, even))
			assert.Equal(t, slices.ContainsFunc(s, even), memory.ContainsFunc(s, even))
			for v := range 4 {
				assert.Equal(t, slices.Index(s, v), memory.Index(s, v))
				assert.Equal(t, slices.Contains(s, v), memory.Contains(s, v))
			}
			for i := range len(s) {
				assert.Equal(t, slices.Insert(clone(), i, 8, 9), memory.Insert(clone(), i, 8, 9))
				assert.Equal(t, slices.Delete(clone(), i, len(s)), memory.Delete(clone(), i, len(s)))
				assert.Equal(t, slices.Equal(s, s[i:]), memory.Equal(s, s[i:]))
			}
			sorted, want := clone(), clone()
			memory.Sort(sorted)
			slices.Sort(want)
			assert.Equal(t, want, sorted)
		}
		m := map[string]int{"a": 1, "b": 2}
		assert.Equal(t, slices.Sorted(maps.Keys(m)), slices.Sorted(memory.Keys(m)))
		assert.Equal(t, slices.Sorted(maps.Values(m)), slices.Sorted(memory.MapValues(m)))
		assert.Equal(t, m, maps.Collect(memory.MapAll(m)))
		assert.Panics(t, func() { memory.Insert([]int{1}, 2, 1) })
		assert.Panics(t, func() { memory.Delete([]int{1}, 1, 0) })
	}
	same(t)
	explore.Test(t, func(t *explore.T) { same(t) })
}

// What announces accesses returns what it was given.
func TestEffectsReturnTheirArgument(t *testing.T) {
	explore.Test(t, func(t *explore.T) {
		s, n := []int{1}, 1
		assert.Same(t, &s[0], &memory.ReadElems(s)[0])
		assert.Same(t, &n, memory.WriteData(&n))
		assert.Equal(t, []any{s, "a", nil}, memory.Printed(s, "a", nil))
		assert.Nil(t, memory.Formatted("%[3]d%"))
		assert.Nil(t, memory.Use(error(nil), "Write"))
		assert.Nil(t, memory.Marshalled[any](nil))
		var kept any
		assert.Equal(t, 2, memory.Keep(&kept, 2))
		assert.Equal(t, 2, kept)
	})
}
