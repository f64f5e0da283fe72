package bench

import (
	"maps"
	"sync"
	"sync/atomic"

	benbjohnson "github.com/benbjohnson/immutable"

	"github.com/counterpoint-go/counterpoint/immutable"
)

// A sharedMap is a map that goroutines share. It is called through these functions: all are, and what
// a lookup takes is many times what a call does.
type sharedMap struct {
	get  func(key int) (value int, ok bool)
	set  func(key, value int)
	view func() (get func(key int) (value int, ok bool)) // of the map as it is at this moment
}

// Why some maps are not what a persistent one is held against.
const (
	copied = "a snapshot of it is a copy of every key, and all wait for it: see the work snapshot"
	noView = "has no snapshot: what Range visits need never have been in it together"
)

func sharedMaps() []Case {
	var cases []Case
	for _, work := range []struct {
		name, operation string
		mix             func(sharedMap) mixture
		reads, writes   int
		apart           map[string]string
	}{
		{"read99", "a read of a key, or every hundredth time a write", sharedMap.mixture, 99, 1, nil},
		{"read50", "a read of a key or a write, half of each", sharedMap.mixture, 8, 8,
			map[string]string{"sync.Mutex+map": copied, "sync.RWMutex+map": copied, "sync.Map": noView}},
		{"snapshot", "a write of a key, or every 64th time a snapshot and a read of it", sharedMap.views, 1, 63,
			map[string]string{"sync.Map": noView}},
	} {
		impl := func(name string, newMap func() sharedMap) Impl {
			return Impl{Name: name, New: mixed(func() mixture {
				m := newMap()
				for k := range keys {
					m.set(k, k)
				}
				return work.mix(m)
			}, work.reads, work.writes)}
		}
		ours := impl("immutable.Map", ourMap)
		ours.Apart = work.apart
		cases = append(cases, Case{
			Type: "Map", Work: work.name, Operation: work.operation, Goroutines: everywhere,
			Ours: []Impl{ours},
			Peers: []Impl{
				impl("benbjohnson.Map", persistentMap),
				impl("sync.Map", syncMap),
				impl("sync.Mutex+map", lockedMap),
				impl("sync.RWMutex+map", rwLockedMap),
			},
		})
	}
	return append(cases, Case{
		Type: "Map", Work: "build", Operation: "a key of a map that is built from nothing", Goroutines: []int{1},
		Ours: []Impl{{Name: "immutable.Map", New: built(buildOurs), Apart: map[string]string{"map": "is not persistent"}}},
		Peers: []Impl{
			{Name: "benbjohnson.Map", New: built(buildPersistent)},
			{Name: "map", New: built(buildMap)},
		},
	})
}

// mixture returns the loops of one who reads and writes.
func (m sharedMap) mixture() mixture {
	return mixture{
		read: func(from, n int) (wrong int) {
			for i := range n {
				k := key(from + i)
				if v, ok := m.get(k); !ok || v%keys != k {
					wrong++
				}
			}
			return wrong
		},
		write: func(from, n int) {
			for i := range n {
				k := key(from + i)
				m.set(k, k+keys)
			}
		},
		end: func(written *[keys]bool) (wrong int) {
			for k := range keys {
				if v, ok := m.get(k); !ok || v != k && v != k+keys || (v == k+keys) != written[k] {
					wrong++
				}
			}
			return wrong
		},
	}
}

// views returns the loops of one who reads from snapshots, of each one key.
func (m sharedMap) views() mixture {
	views := m.mixture()
	views.read = func(from, n int) (wrong int) {
		for i := range n {
			k := key(from + i)
			if v, ok := m.view()(k); !ok || v%keys != k {
				wrong++
			}
		}
		return wrong
	}
	return views
}

func ourMap() sharedMap {
	var r immutable.Registry[int, int]
	return sharedMap{
		get:  r.Get,
		set:  r.Set,
		view: func() func(int) (int, bool) { return r.Snapshot().Get },
	}
}

// persistentMap shares a persistent map as one does: by a pointer that is swung with a compare-and-swap.
func persistentMap() sharedMap {
	var current atomic.Pointer[benbjohnson.Map[int, int]]
	current.Store(benbjohnson.NewMap[int, int](nil))
	return sharedMap{
		get: func(k int) (int, bool) { return current.Load().Get(k) },
		set: func(k, v int) {
			for {
				old := current.Load()
				if current.CompareAndSwap(old, old.Set(k, v)) {
					return
				}
			}
		},
		view: func() func(int) (int, bool) { return current.Load().Get },
	}
}

func syncMap() sharedMap {
	var m sync.Map
	return sharedMap{
		get: func(k int) (int, bool) {
			v, ok := m.Load(k)
			if !ok {
				return 0, false
			}
			return v.(int), true
		},
		set: func(k, v int) { m.Store(k, v) },
		view: func() func(int) (int, bool) {
			seen := map[int]int{}
			m.Range(func(k, v any) bool {
				seen[k.(int)] = v.(int)
				return true
			})
			return of(seen)
		},
	}
}

func lockedMap() sharedMap {
	var mu sync.Mutex
	return behind(&mu, &mu)
}

func rwLockedMap() sharedMap {
	var mu sync.RWMutex
	return behind(&mu, mu.RLocker())
}

// behind returns a map behind a lock, or a pair of them.
func behind(writing, reading sync.Locker) sharedMap {
	m := map[int]int{}
	return sharedMap{
		get: func(k int) (v int, ok bool) {
			reading.Lock()
			v, ok = m[k]
			reading.Unlock()
			return v, ok
		},
		set: func(k, v int) {
			writing.Lock()
			m[k] = v
			writing.Unlock()
		},
		view: func() func(int) (int, bool) {
			reading.Lock()
			seen := maps.Clone(m)
			reading.Unlock()
			return of(seen)
		},
	}
}

// of returns the lookup in a map that nobody else has.
func of(m map[int]int) func(int) (int, bool) {
	return func(k int) (v int, ok bool) {
		v, ok = m[k]
		return v, ok
	}
}
