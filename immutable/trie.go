package immutable

import (
	"hash/maphash"
	"unsafe"
)

// The trie of a [Map]. A branch looks at five bits of the hash, the lowest ones first, and has 32 places. A leaf is
// that of all hashes that agree in some number of bits, which need not be a multiple of five: it stands in
// 1, 2, 4, 8, 16 or all 32 neighbouring places. In a branch of 8 it would be:
//
//	[ a a a a b b c d ]    a: all that begin with 0, b: with 10, c: with 110, d: with 111
//
// A leaf that is full is split, and each half gets half of the places; one that has a single place gets a branch
// of its own, of which it has all the places at first. Removing goes the same way back: two halves that have no
// more than eight entries together are joined, and a branch that is left with one leaf gives way to it.
// So the shape depends on the keys alone, and not on how they came: there is a split exactly where more than
// eight keys agree.
//
// Where more than eight keys have the same hash, all of its bits, there is a chain: a branch with a full leaf at place
// 0, and at place 1 the rest of them, in a leaf or another chain.
const (
	width = 5
	fan   = 1 << width
	every = 1<<fan - 1 // a mask of all places
)

// A node is the head of a leaf or of a branch, and the pointers between nodes are pointers to heads. A pointer for
// each of the two kinds, or an interface, would need no unsafe, and would make a branch twice as large: it is what
// every change copies, and what has to fit into the cache. A head is never by itself: it is the first field of what
// its kind says, and is made with it, so that a pointer to it may be turned into a pointer to that.
type node[K comparable, V any] struct {
	kind  kind
	owned uint32 // of a branch: a bit for each place whose node belongs to the owner of the branch
}

type kind uint8

const (
	isLeaf kind = iota
	isBranch
	isChain
)

// A branch is written to by its owner alone, and an owner is one who has come to it by a path that it owns: from the
// root of a [Builder], if that is the Builder's own, and through places that are marked as owned in branches that are
// its own too. The marks in other branches mean nothing, and the copy of a branch begins without any. So a Builder
// gives up all that it owns, however much, when it gives up the root.
type branch[K comparable, V any] struct {
	node[K, V]
	kids [fan]*node[K, V]
}

func (n *node[K, V]) leaf() *leaf[K, V]     { return (*leaf[K, V])(unsafe.Pointer(n)) }
func (n *node[K, V]) branch() *branch[K, V] { return (*branch[K, V])(unsafe.Pointer(n)) }

// seed makes the hashes of one process differ from those of another, so that nobody can choose keys that collide.
var seed = maphash.MakeSeed()

func hashKey[K comparable](key K) uint64 { return maphash.Comparable(seed, key) }

// get looks for key, of whose hash n looks at the lowest bits.
func (n *node[K, V]) get(hash, tag uint64, key K) (value V, ok bool) {
	for n != nil {
		if n.kind == isLeaf {
			l := n.leaf()
			if i := l.find(tag, key); i >= 0 {
				return l.entries[i].value, true
			}
			break
		}
		b := n.branch()
		if n.kind == isChain {
			l := b.kids[0].leaf()
			if i := l.find(tag, key); i >= 0 {
				return l.entries[i].value, true
			}
			n = b.kids[1]
			continue
		}
		n = b.kids[hash%fan]
		hash >>= width
	}
	return value, false
}

// each calls yield with all entries, until it returns false.
func (n *node[K, V]) each(yield func(K, V) bool) bool {
	if n == nil {
		return true
	}
	if n.kind == isLeaf {
		l := n.leaf()
		for i := range l.len() {
			if !yield(l.entries[i].key, l.entries[i].value) {
				return false
			}
		}
		return true
	}
	var last *node[K, V]
	for _, kid := range n.branch().kids {
		if kid != last && !kid.each(yield) {
			return false
		}
		last = kid
	}
	return true
}

// clone returns a copy that nobody else has seen.
func (n *node[K, V]) clone() *node[K, V] {
	if n.kind == isLeaf {
		l := *n.leaf()
		return &l.node
	}
	b := *n.branch()
	b.owned = 0
	return &b.node
}

// owns says whether the node in place i belongs to the owner of the branch.
func (b *branch[K, V]) owns(i uint64) bool { return b.owned>>i&1 != 0 }

// places returns in how many places the node is that is in place i. They begin at a multiple of their number.
func (b *branch[K, V]) places(i uint64) (n uint64) {
	kid := b.kids[i]
	for n = 1; n < fan && b.kids[i&^(2*n-1)] == kid && b.kids[i|(2*n-1)] == kid; {
		n *= 2
	}
	return n
}

// put puts a node that belongs to the owner of the branch into n places, of which i is one.
func (b *branch[K, V]) put(kid *node[K, V], i, n uint64) {
	first := i &^ (n - 1)
	for j := first; j < first+n; j++ {
		b.kids[j] = kid
	}
	b.owned |= uint32(every >> (fan - n) << first)
}

// split puts two leaves for one that is full into its n places, of which i is one. The branch looks at the
// hashes from bit shift on. A leaf that belongs to the owner of the branch becomes one of the two.
func (b *branch[K, V]) split(i, n uint64, shift uint, hash func(K) uint64) {
	full := b.kids[i].leaf()
	old := *full
	if b.owns(i) {
		*full = *newLeaf[K, V]()
	} else {
		full = newLeaf[K, V]()
	}
	halves := [2]*leaf[K, V]{full, newLeaf[K, V]()}
	for _, e := range old.entries {
		h := hash(e.key)
		halves[h>>shift/(n/2)%2].add(tagOf(h), e)
	}
	b.put(&halves[0].node, i&^(n/2), n/2)
	b.put(&halves[1].node, i|n/2, n/2)
}

// join undoes the splits that there is no more need of at place i, and says whether the branch is left with
// one leaf.
func (b *branch[K, V]) join(i uint64) bool {
	for b.kids[i].kind == isLeaf {
		n := b.places(i)
		if n == fan {
			return true
		}
		one, other := b.kids[i].leaf(), b.kids[i^n].leaf()
		if other.kind != isLeaf || b.places(i^n) != n || one.len()+other.len() > group {
			return false
		}
		both := *one
		both.addAll(other)
		b.put(&both.node, i, 2*n)
	}
	return false
}
