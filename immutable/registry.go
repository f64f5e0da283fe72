package immutable

import (
	"sync"
	"sync/atomic"
)

// Registry is a map for many goroutines, of which one can have a [Map] at any moment. It is [UnsafeGetter] with a map
// that may be given out, because it does not change any more from then on.
//
// It has 32 shards, by the lowest bits of the hash, each with a lock and a [Builder]: what the first branch of a Map has
// in its places. So two goroutines are in each other's way once in 32 times, a change is made in place, and a Snapshot
// is a branch made of what the shards hold at the moment when all their locks are held; what is changed after
// that is copied first, the nodes on the way to it.
//
// A reader takes the lock too, unless the shard has not changed for a while: after some reads in a row (how many, it learns) it gives out
// what it holds, to be read from then on without the lock, up to the next change, which then has to copy. To wait for so
// many is the way of who rents skis, and buys them when the rent has come to their price, which costs at most twice what it
// would to know beforehand how long the winter is (Anna Karlin, Mark Manasse, Larry Rudolph, Daniel Sleator,
// "Competitive snoopy caching", Algorithmica 3, 1988).
//
// # Why it is linearizable
//
// What a shard has given out is never written to: to give it out takes away that the Builder owns it. A change takes it
// back before it is over, under the lock. So a reader who finds something given out finds all the changes that were over
// before, and reads as of the load of the pointer. All else reads or writes while it has the lock, and Snapshot while
// it has all of them, which everybody takes in the same order. These are the linearization points.
//
// A Set or Delete happens before every operation that observes its effect.
// The zero value is empty. A Registry must not be copied after first use.
// It blocks, but for a Get of a shard that is given out, which is wait-free. Get, Set and Delete are O(log n), Snapshot is
// O(1): 32 locks. Get allocates nothing, a Snapshot a branch, and a change as that of a Builder does.
type Registry[K comparable, V any] struct {
	shards [fan]shard[K, V]
}

// A shard is given out with the first read in a row after wait others. wait is patience at most: a change that finds the
// shard given out makes it one less, and another makes it hurry more. So where reads come in long rows it is none, and
// where they are shorter than hurry in the mean, hardly anything is given out, to be copied soon after.
const (
	patience = 16
	hurry    = 8
)

type shard[K comparable, V any] struct {
	given atomic.Pointer[node[K, V]] // what b had when it was given out; nil if that has changed, or is nothing
	mu    sync.Mutex                 // guards what follows
	b     Builder[K, V]              // of which the root looks at the hashes from bit width on
	reads int                        // since the last change
	wait  int                        // how many of these it takes until the next one gives it out
	_     [8]byte                    // a cache line for each
}

// of returns the shard of a key that has this hash.
func (r *Registry[K, V]) of(hash uint64) *shard[K, V] { return &r.shards[hash%fan] }

// Get returns the value of key, and whether there is one.
func (r *Registry[K, V]) Get(key K) (value V, ok bool) {
	hash := hashKey(key)
	s := r.of(hash)
	if n := s.given.Load(); n != nil {
		return n.get(hash>>width, tagOf(hash), key)
	}
	s.mu.Lock()
	value, ok = s.b.root.get(hash>>width, tagOf(hash), key)
	if s.reads++; s.reads > s.wait {
		s.give()
	}
	s.mu.Unlock()
	return value, ok
}

// give has the shard read without its lock, which is held, until the next change.
func (s *shard[K, V]) give() { s.given.Store(s.b.Map().root) }

// change locks the shard for a change.
func (s *shard[K, V]) change() {
	s.mu.Lock()
	s.reads = 0
	if s.given.Load() == nil {
		s.wait = min(patience, s.wait+hurry)
		return
	}
	s.given.Store(nil)
	s.wait = max(0, s.wait-1)
}

// Set sets the value of key.
func (r *Registry[K, V]) Set(key K, value V) {
	hash := hashKey(key)
	s := r.of(hash)
	s.change()
	s.b.set(hash, width, key, value, hashKey[K])
	s.mu.Unlock()
}

// Delete removes key.
func (r *Registry[K, V]) Delete(key K) {
	hash := hashKey(key)
	s := r.of(hash)
	s.change()
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
		all.kids[i] = shard.root
		m.n += shard.n
	}
	for i := range r.shards {
		r.shards[i].mu.Unlock()
	}
	if m.n > 0 {
		m.root = all.joined(m.n)
	}
	return m
}

// joined returns the trie of a branch that has a trie of its own in each place, or none, and n keys in all.
func (b *branch[K, V]) joined(n int) *node[K, V] {
	if n <= group {
		l := newLeaf[K, V]()
		for _, kid := range b.kids {
			if kid != nil {
				l.addAll(kid.leaf())
			}
		}
		return &l.node
	}
	for i, kid := range b.kids {
		if kid == nil {
			b.kids[i] = &newLeaf[K, V]().node
		}
	}
	for i := range uint64(fan) {
		b.join(i)
	}
	return &b.node
}
