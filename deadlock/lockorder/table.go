package lockorder

import (
	"sync"
	"sync/atomic"
)

// A table is a hash table from which nothing is taken out. A get takes no lock and writes nothing: it may come with every
// lock that is taken. The zero value is empty. Keys are hashes or pointers, and never 0.
type table[V any] struct {
	slots atomic.Pointer[[]slot[V]] // as many as a power of two, at least half of them free

	mu sync.Mutex // held to add
	n  int
}

// A slot is empty as long as its key is 0. The value is stored before the key, so who sees the key sees the value.
type slot[V any] struct {
	key   atomic.Uint64
	value atomic.Pointer[V]
}

// get returns the value of the key, nil if it has none.
func (t *table[V]) get(key uint64) *V {
	slots := t.slots.Load()
	if slots == nil {
		return nil
	}
	for i := scatter(key); ; i++ {
		s := &(*slots)[i&uint64(len(*slots)-1)]
		switch s.key.Load() {
		case key:
			return s.value.Load()
		case 0:
			return nil
		}
	}
}

// getOrAdd returns the value of the key, and adds what make returns if it has none.
func (t *table[V]) getOrAdd(key uint64, make func() *V) *V {
	t.mu.Lock()
	defer t.mu.Unlock()
	if v := t.get(key); v != nil {
		return v
	}
	v := make()
	t.add(key, v)
	return v
}

// set gives the key a value, which takes the place of the one that it has.
func (t *table[V]) set(key uint64, v *V) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.get(key) == nil {
		t.add(key, v)
		return
	}
	t.put(*t.slots.Load(), key, v)
}

func (t *table[V]) add(key uint64, v *V) {
	if old := t.slots.Load(); old == nil || 2*(t.n+1) > len(*old) {
		t.grow(old)
	}
	t.put(*t.slots.Load(), key, v)
	t.n++
}

// grow lets the slots be twice as many. Who still looks at the old ones finds there what was there.
func (t *table[V]) grow(old *[]slot[V]) {
	size := 64
	if old != nil {
		size = 2 * len(*old)
	}
	slots := make([]slot[V], size)
	t.all(func(key uint64, v *V) { t.put(slots, key, v) })
	t.slots.Store(&slots)
}

func (t *table[V]) put(slots []slot[V], key uint64, v *V) {
	i := scatter(key)
	for {
		if k := slots[i&uint64(len(slots)-1)].key.Load(); k == 0 || k == key {
			break
		}
		i++
	}
	s := &slots[i&uint64(len(slots)-1)]
	s.value.Store(v)
	s.key.Store(key)
}

// all calls f with what is in the table.
func (t *table[V]) all(f func(key uint64, v *V)) {
	slots := t.slots.Load()
	if slots == nil {
		return
	}
	for i := range *slots {
		if key := (*slots)[i].key.Load(); key != 0 {
			f(key, (*slots)[i].value.Load())
		}
	}
}

// scatter spreads keys that differ in few bits, as pointers do.
func scatter(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 >> 20 }

// mix returns a hash of both.
func mix(a, b uint64) uint64 {
	a = (a ^ b) * 0x9E3779B97F4A7C15
	return a ^ a>>29
}
