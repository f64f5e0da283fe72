package self

import (
	"runtime"
	"sync"
	"unsafe"
	"weak"
)

// A Registry has a value for each of some objects on the heap, by their addresses, until they are garbage.
type Registry[T any] struct {
	gone   func(*T)
	shards [64]shard[T]
}

type shard[T any] struct {
	sync.RWMutex
	entries map[uintptr]*entry[T]
}

// An entry is that of the object that has had the address when it was made. Another may have it by now.
type entry[T any] struct {
	object weak.Pointer[byte]
	value  *T
}

// NewRegistry returns an empty registry. gone is called with a value, on another goroutine, when its object is garbage.
func NewRegistry[T any](gone func(*T)) *Registry[T] { return &Registry[T]{gone: gone} }

func (r *Registry[T]) shard(address uintptr) *shard[T] {
	return &r.shards[uint64(address)*0x9E3779B97F4A7C15>>58]
}

// Get returns the value of the object, nil if it has none.
func (r *Registry[T]) Get(object unsafe.Pointer) *T {
	s := r.shard(uintptr(object))
	s.RLock()
	e := s.entries[uintptr(object)]
	s.RUnlock()
	if e == nil || e.object.Value() == nil {
		return nil
	}
	return e.value
}

// Add gives the object a value. It has none before.
func (r *Registry[T]) Add(object unsafe.Pointer, value *T) {
	address := uintptr(object)
	e := &entry[T]{weak.Make((*byte)(object)), value}
	s := r.shard(address)
	s.Lock()
	if s.entries == nil {
		s.entries = map[uintptr]*entry[T]{}
	}
	s.entries[address] = e
	s.Unlock()
	runtime.AddCleanup((*byte)(object), func(e *entry[T]) { r.remove(address, e) }, e)
}

// remove removes an entry whose object is garbage.
func (r *Registry[T]) remove(address uintptr, e *entry[T]) {
	s := r.shard(address)
	s.Lock()
	if s.entries[address] == e {
		delete(s.entries, address)
	}
	s.Unlock()
	r.gone(e.value)
}

// Len returns how many objects there are.
func (r *Registry[T]) Len() (n int) {
	for i := range r.shards {
		s := &r.shards[i]
		s.RLock()
		n += len(s.entries)
		s.RUnlock()
	}
	return n
}

// Address returns what a pointer-shaped value, such as a channel, points to.
func Address[P any](p *P) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(p)) }
