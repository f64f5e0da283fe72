package immutable

import (
	"sync"
	"sync/atomic"
)

// Registry is a map for many goroutines.
type Registry[K comparable, V any] struct {
	shards [fan]shard[K, V]
}

const patience = 128

type shard[K comparable, V any] struct {
	shared atomic.Pointer[node[K, V]]
	mu     sync.Mutex
	b      Builder[K, V]
	reads  int
	_      [64]byte
}

// Get returns the value of key, and whether there is one.
func (r *Registry[K, V]) Get(key K) (value V, ok bool) {
	hash := hashKey(key)
	s := &r.shards[hash%fan]
	if c := s.shared.Load(); c != nil {
		return c.get(hash>>width, tagOf(hash), key)
	}
	return s.get(hash>>width, tagOf(hash), key)
}

func (s *shard[K, V]) get(hash, tag uint64, key K) (value V, ok bool) {
	s.mu.Lock()
	value, ok = s.b.root.get(hash, tag, key)
	if s.reads++; s.reads >= patience {
		s.shared.Store(s.b.Map().root)
	}
	s.mu.Unlock()
	return value, ok
}

// Set sets the value of key.
func (r *Registry[K, V]) Set(key K, value V) {
	hash := hashKey(key)
	s := &r.shards[hash%fan]
	s.lock()
	s.b.set(hash, width, key, value, hashKey[K])
	s.mu.Unlock()
}

func (s *shard[K, V]) lock() {
	s.mu.Lock()
	s.reads = 0
	if s.shared.Load() != nil {
		s.shared.Store(nil)
	}
}

// Delete removes key.
func (r *Registry[K, V]) Delete(key K) {
	hash := hashKey(key)
	s := &r.shards[hash%fan]
	s.lock()
	s.b.remove(hash>>width, tagOf(hash), key)
	s.mu.Unlock()
}

// Snapshot returns all keys and values as they are at this moment, and stay in the Map.
func (r *Registry[K, V]) Snapshot() (m Map[K, V]) {
	for i := range r.shards {
		r.shards[i].mu.Lock()
	}
	all := &branch[K, V]{node: node[K, V]{kind: isBranch}}
	for i := range r.shards {
		shard := r.shards[i].b.Map()
		m.n += shard.n
		if all.kids[i] = shard.root; shard.root == nil {
			all.kids[i] = &newLeaf[K, V]().node
		}
	}
	for i := range r.shards {
		r.shards[i].mu.Unlock()
	}
	if m.n == 0 {
		return m
	}
	m.root = &all.node
	for i := range all.kids {
		if all.join(uint64(i)) {
			m.root = all.kids[i]
			break
		}
	}
	return m
}
