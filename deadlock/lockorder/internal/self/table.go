package self

import (
	"sync"
	"sync/atomic"
)

// A Table is a hash table from which nothing is taken out. A Get takes no lock and writes nothing: it may come with every
// lock that is taken. The zero value is empty. Keys are hashes, numbers or pointers, and never 0.
type Table[V any] struct {
	slots atomic.Pointer[[]slot[V]] // as many as a power of two, at least half of them free

	mu sync.Mutex // held to add
	n  int
}

// A slot is empty as long as its key is 0. The value is stored before the key, so who sees the key sees the value.
type slot[V any] struct {
	key   atomic.Uint64
	value atomic.Pointer[V]
}

// Get returns the value of the key, nil if it has none.
func (t *Table[V]) Get(key uint64) *V {
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

// Add gives a key that has no value this one, and returns the value that it has then.
func (t *Table[V]) Add(key uint64, v *V) *V {
	t.mu.Lock()
	defer t.mu.Unlock()
	if old := t.Get(key); old != nil {
		return old
	}
	t.add(key, v)
	return v
}

// set gives the key a value, and returns the one whose place it takes.
func (t *Table[V]) set(key uint64, v *V) (old *V) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if old = t.Get(key); old == nil {
		t.add(key, v)
	} else {
		t.put(*t.slots.Load(), key, v)
	}
	return old
}

func (t *Table[V]) add(key uint64, v *V) {
	if old := t.slots.Load(); old == nil || 2*(t.n+1) > len(*old) {
		t.grow(old)
	}
	t.put(*t.slots.Load(), key, v)
	t.n++
}

// grow lets the slots be twice as many. Who still looks at the old ones finds there what was there.
func (t *Table[V]) grow(old *[]slot[V]) {
	size := 64
	if old != nil {
		size = 2 * len(*old)
	}
	slots := make([]slot[V], size)
	if old != nil {
		for i := range *old {
			if s := &(*old)[i]; s.key.Load() != 0 {
				t.put(slots, s.key.Load(), s.value.Load())
			}
		}
	}
	t.slots.Store(&slots)
}

func (t *Table[V]) put(slots []slot[V], key uint64, v *V) {
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

// scatter spreads keys that differ in few bits, as pointers do.
func scatter(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 >> 20 }
