package immutable

import (
	"fmt"
	"slices"
)

// A Hash is what a test has keys hashed by in place of what they are hashed by, to make them collide.
type Hash[K comparable] func(K) uint64

// Set is Builder.Set.
func (hash Hash[K]) Set(b *Builder[K, int], key K, value int) {
	b.set(hash(key), 0, key, value, hash)
}

// Delete is Builder.Delete.
func (hash Hash[K]) Delete(b *Builder[K, int], key K) { b.remove(hash(key), tagOf(hash(key)), key) }

// Get is Map.Get.
func (hash Hash[K]) Get(m Map[K, int], key K) (int, bool) {
	return m.root.get(hash(key), tagOf(hash(key)), key)
}

// Shape returns the trie as text, in which what does not follow from the keys alone is left out: the order in a leaf.
func (m Map[K, V]) Shape() string { return m.root.shape() }

func (n *node[K, V]) shape() string {
	switch {
	case n == nil:
		return "nothing"
	case n.kind == isLeaf:
		var keys []string
		n.each(func(key K, _ V) bool {
			keys = append(keys, fmt.Sprint(key))
			return true
		})
		slices.Sort(keys)
		return fmt.Sprint(keys)
	case n.kind == isChain:
		return "chain"
	}
	text, b := "", n.branch()
	for i := uint64(0); i < fan; i += b.places(i) {
		text += fmt.Sprintf(" %d*%s", b.places(i), b.kids[i].shape())
	}
	return "(" + text[1:] + ")"
}

// Shard returns the number of the shard that a Registry has a key in.
func Shard[K comparable](key K) uint64 { return hashKey(key) % fan }

// Give has the shard of key read without a lock until the next change.
func (r *Registry[K, V]) Give(key K) {
	s := r.of(hashKey(key))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.give()
}

// Given says whether the shard of key is read without a lock.
func (r *Registry[K, V]) Given(key K) bool { return r.of(hashKey(key)).given.Load() != nil }

// Patience is how many reads in a row a shard waits for at most, before the one with which it is read without a lock.
const Patience = patience

// Waited says whether somebody has waited for a change that has not come.
func (s *Snapshot[T]) Waited() bool { return s.w.Load() != nil }
