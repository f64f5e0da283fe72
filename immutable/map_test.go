package immutable_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/immutable"
	"github.com/counterpoint-go/counterpoint/internal/histories"
)

// hashes are good ones and hostile ones, by name.
var hashes = map[string]immutable.Hash[int]{
	"good":        mixed,
	"all equal":   func(int) uint64 { return 42 },
	"four":        func(key int) uint64 { return mixed(key % 4) },
	"top bits":    func(key int) uint64 { return uint64(key) << 58 },
	"last level":  func(key int) uint64 { return uint64(key) << 60 },
	"bottom bits": func(key int) uint64 { return uint64(key) },
	"one way":     func(key int) uint64 { return 1<<key - 1 },
}

// mixed is the finalizer of SplitMix64 (Guy L. Steele Jr., Doug Lea, Christine H. Flood, "Fast Splittable Pseudorandom
// Number Generators", OOPSLA 2014).
func mixed(key int) uint64 {
	h := uint64(key) + 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// A version is a Map, and what is in it.
type version struct {
	m    immutable.Map[int, int]
	want map[int]int
}

// versions does the same to a Builder and to a map, and keeps each Map that it takes from the Builder.
type versions struct {
	hash immutable.Hash[int]
	b    *immutable.Builder[int, int]
	now  map[int]int
	kept []version
}

func newVersions(hash immutable.Hash[int]) *versions {
	return &versions{hash: hash, b: new(immutable.Builder[int, int]), now: map[int]int{}}
}

func (v *versions) set(key, value int) {
	v.hash.Set(v.b, key, value)
	v.now[key] = value
}

func (v *versions) remove(key int) {
	v.hash.Delete(v.b, key)
	delete(v.now, key)
}

// keep takes a Map from the Builder, which goes on, and wants it to have the shape that its keys alone give it.
func (v *versions) keep(t require.TestingT) {
	m := v.b.Map()
	var fresh immutable.Builder[int, int]
	for key, value := range v.now {
		v.hash.Set(&fresh, key, value)
	}
	require.Equal(t, fresh.Map().Shape(), m.Shape())
	v.kept = append(v.kept, version{m, maps.Clone(v.now)})
}

// fork goes on from a version with a Builder of its own.
func (v *versions) fork(i int) {
	if len(v.kept) > 0 {
		old := v.kept[i%len(v.kept)]
		v.b, v.now = old.m.Builder(), maps.Clone(old.want)
	}
}

// check wants all versions to be what they were. keys is more than any key.
func (v *versions) check(t require.TestingT, keys int) {
	v.keep(t)
	for i, old := range v.kept {
		require.Equal(t, len(old.want), old.m.Len(), "version %d", i)
		require.Equal(t, old.want, maps.Collect(old.m.All()), "version %d", i)
		for key := range keys {
			got, ok := v.hash.Get(old.m, key)
			want, there := old.want[key]
			require.Equal(t, there, ok, "key %d of version %d", key, i)
			require.Equal(t, want, got, "key %d of version %d", key, i)
		}
	}
}

// TestMapVersions changes maps at random, with good hashes and hostile ones, and wants no version that was kept to
// change.
func TestMapVersions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hash := rapid.SampledFrom(slices.Sorted(maps.Keys(hashes))).Draw(t, "hash")
		keys := rapid.SampledFrom([]int{6, 20, 64}).Draw(t, "keys")
		key := rapid.IntRange(0, keys-1)
		v := newVersions(hashes[hash])
		t.Repeat(map[string]func(*rapid.T){
			"set":    func(t *rapid.T) { v.set(key.Draw(t, "key"), rapid.Int().Draw(t, "value")) },
			"remove": func(t *rapid.T) { v.remove(key.Draw(t, "key")) },
			"fill": func(t *rapid.T) {
				for k := range key.Draw(t, "up to") {
					v.set(k, -k)
				}
			},
			"clear": func(t *rapid.T) {
				for k := range key.Draw(t, "up to") {
					v.remove(k)
				}
			},
			"keep": func(t *rapid.T) { v.keep(t) },
			"fork": func(t *rapid.T) { v.fork(rapid.IntRange(0, 9).Draw(t, "version")) },
		})
		v.check(t, keys)
	})
}

func FuzzMap(f *testing.F) {
	f.Add(uint8(0), []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0x81, 0xff, 11, 0x82})
	f.Add(uint8(1), []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0xff, 0x81, 0x8a, 0xff, 0x83})
	names := slices.Sorted(maps.Keys(hashes))
	f.Fuzz(func(t *testing.T, name uint8, ops []byte) {
		if len(ops) > 500 {
			t.Skip("long enough")
		}
		v := newVersions(hashes[names[int(name)%len(names)]])
		for i, op := range ops {
			switch key := int(op & 0x3f); {
			case op == 0xff:
				v.keep(t)
			case op >= 0xc0:
				v.fork(key)
			case op >= 0x80:
				v.remove(key)
			default:
				v.set(key, i)
			}
		}
		v.check(t, 64)
	})
}

// withEach runs a test with each of the hashes.
func withEach(t *testing.T, test func(t *testing.T, v *versions)) {
	for name, hash := range hashes {
		t.Run(name, func(t *testing.T) { test(t, newVersions(hash)) })
	}
}

// TestMapPersists goes on from one version in several ways.
func TestMapPersists(t *testing.T) {
	withEach(t, func(t *testing.T, v *versions) {
		for key := range 60 {
			v.set(key, key)
		}
		v.keep(t)
		for key := range 60 {
			v.set(key, -key)
		}
		v.keep(t)
		v.fork(0)
		for key := range 55 {
			v.remove(key)
		}
		v.keep(t)
		v.fork(0)
		for key := range 60 {
			v.set(60+key, key)
		}
		v.check(t, 120)
	})
}

// TestMapGrows keeps every version on the way from no key to many, and writes to each of them what it need not have
// a copy of.
func TestMapGrows(t *testing.T) {
	withEach(t, func(t *testing.T, v *versions) {
		for key := range 40 {
			v.keep(t)
			v.set(key, key)
			v.set(key/2, -key)
		}
		v.check(t, 40)
	})
}

// TestMapShrinks keeps every version on the way back.
func TestMapShrinks(t *testing.T) {
	withEach(t, func(t *testing.T, v *versions) {
		for key := range 60 {
			v.set(key, key)
		}
		for key := range 60 {
			v.keep(t)
			v.remove(37 * key % 60)
		}
		v.check(t, 60)
	})
}

func TestMap(t *testing.T) {
	var empty immutable.Map[string, int]
	assert.Zero(t, empty.Len())
	_, ok := empty.Get("a")
	assert.False(t, ok)
	assert.Equal(t, empty, empty.Without("a"))

	m := empty.With("a", 1).With("b", 2)
	changed := m.With("a", 3)
	removed := m.Without("a")
	assert.Equal(t, map[string]int{"a": 1, "b": 2}, maps.Collect(m.All()))
	assert.Equal(t, map[string]int{"a": 3, "b": 2}, maps.Collect(changed.All()))
	assert.Equal(t, map[string]int{"b": 2}, maps.Collect(removed.All()))
	assert.Equal(t, 2, m.Len())
	assert.Equal(t, empty, removed.Without("b"))
	for range m.All() {
		break
	}
}

func TestMapOf(t *testing.T) {
	values := map[string]int{"a": 1}
	m := immutable.MapOf(values)
	values["a"] = 2
	got, ok := m.Get("a")
	assert.True(t, ok)
	assert.Equal(t, 1, got)

	values = map[string]int{}
	for i := range 1000 {
		values[fmt.Sprint(i)] = i
	}
	m = immutable.MapOf(values)
	assert.Equal(t, 1000, m.Len())
	assert.Equal(t, values, maps.Collect(m.All()))
	assert.Equal(t, slices.Sorted(maps.Keys(values)), slices.Sorted(m.Keys()))
	assert.Equal(t, slices.Sorted(maps.Values(values)), slices.Sorted(m.Values()))
	for range m.All() {
		break // out of a branch
	}
	for range m.Keys() {
		break
	}
	for range m.Values() {
		break
	}
}

// What == and the hash say of a key is what a map of Go goes by too: 0 is -0, and no NaN is another.
func TestMapFloats(t *testing.T) {
	m := immutable.Map[float64, int]{}.With(0, 1).With(math.Copysign(0, -1), 2)
	assert.Equal(t, 1, m.Len())
	for i := range 100 {
		m = m.With(math.NaN(), i)
	}
	assert.Equal(t, 101, m.Len())
	_, ok := m.Get(math.NaN())
	assert.False(t, ok)
	assert.Equal(t, 101, m.Without(math.NaN()).Len())
	n := 0
	for key := range m.Without(0).All() {
		assert.True(t, math.IsNaN(key))
		n++
	}
	assert.Equal(t, 100, n)
}

// A key that cannot be compared changes nothing.
func TestMapUnhashable(t *testing.T) {
	var b immutable.Builder[any, int]
	b.Set(1, 1)
	assert.Panics(t, func() { b.Set([]int{}, 2) })
	assert.Panics(t, func() { b.Delete([]int{}) })
	assert.Panics(t, func() { b.Get([]int{}) })
	assert.Equal(t, map[any]int{1: 1}, maps.Collect(b.Map().All()))
}

func TestBuilder(t *testing.T) {
	var b immutable.Builder[int, int]
	for i := range 100 {
		b.Set(i, i)
	}
	m := b.Map()
	b.Set(0, -1)
	b.Delete(1)
	assert.Equal(t, 99, b.Len())
	got, ok := b.Get(0)
	assert.True(t, ok)
	assert.Equal(t, -1, got)
	got, ok = m.Get(0)
	assert.True(t, ok)
	assert.Zero(t, got)
	assert.Equal(t, 100, m.Len())
}

// A Builder changes in place what it owns: nothing is allocated where there is room.
func TestMapAllocations(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector allocates")
	}
	var b immutable.Builder[int, int]
	for i := range 10_000 {
		b.Set(i, i)
	}
	set := func() {
		for i := range 10_000 {
			b.Set(i, -i)
		}
	}
	assert.Zero(t, testing.AllocsPerRun(1, set), "in place")
	m := b.Map()
	assert.Zero(t, testing.AllocsPerRun(10, func() { m.Get(rand.IntN(20_000)) }))
	assert.Zero(t, testing.AllocsPerRun(10, func() { m.Without(-1) }), "what is not there")
	assert.LessOrEqual(t, testing.AllocsPerRun(100, func() { m.With(rand.IntN(10_000), 1) }), 5.0, "a node a level")
}

func TestRegistryHistories(t *testing.T) {
	histories.Run(t, linearizable.NewMap[int, int](), func(h linearizable.Map[int, int]) histories.Step {
		var reg immutable.Registry[int, int]
		return func(r *rand.Rand) {
			switch key := r.IntN(3); r.IntN(4) {
			case 0:
				h.Store(key, r.Int(), reg.Set)
			case 1:
				h.Delete(key, reg.Delete)
			default:
				h.Load(key, reg.Get)
			}
		}
	})
}
