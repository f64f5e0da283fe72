package immutable

import "math/bits"

// group is how many entries a leaf has room for: as many as a word has bytes.
const group = 8

// A leaf is up to eight entries, in no order, at the front. tags has a byte for each: 1 and the highest 7
// bits of its hash, or 0 where there is no entry. No pointers but those of K and V are in it, so that the
// garbage collector need not look into a leaf of numbers.
type leaf[K comparable, V any] struct {
	node[K, V]
	tags    uint64
	entries [group]entry[K, V]
}

type entry[K comparable, V any] struct {
	key   K
	value V
}

// newLeaf returns a leaf without entries.
func newLeaf[K comparable, V any]() *leaf[K, V] {
	return &leaf[K, V]{node: node[K, V]{kind: isLeaf}}
}

func tagOf(hash uint64) uint64 { return hash>>57 | 0x80 }

// find returns the index of key, or -1. It compares all tags at once: the bytes of x are 0 where the
// tag is the same, and these, and now and then one right above such a byte, have their high bit in fits
// (Henry S. Warren, "Hacker's Delight", 2nd ed., 2013, chapter 6). That the bytes of a word tell which keys to
// compare is from the tables of Abseil, https://abseil.io/about/design/swisstables.
func (l *leaf[K, V]) find(tag uint64, key K) int {
	const lows, highs = 0x0101010101010101, 0x8080808080808080
	x := l.tags ^ tag*lows
	for fits := (x - lows) &^ x & highs; fits != 0; fits &= fits - 1 {
		if i := bits.TrailingZeros64(fits) / 8 % group; l.entries[i].key == key {
			return i
		}
	}
	return -1
}

// len returns the number of entries: the last tag has its high bit set.
func (l *leaf[K, V]) len() int { return bits.Len64(l.tags) / 8 }

// add adds an entry, for which there is room.
func (l *leaf[K, V]) add(tag uint64, e entry[K, V]) {
	n := l.len()
	l.tags |= tag << (8 * n)
	l.entries[n] = e
}

// addAll adds the entries of other, for which there is room.
func (l *leaf[K, V]) addAll(other *leaf[K, V]) {
	for i := range other.len() {
		l.add(other.tags>>(8*i)&0xff, other.entries[i])
	}
}

// cut removes entry i, and moves the last one to its place.
func (l *leaf[K, V]) cut(i int) {
	last := l.len() - 1
	tag := l.tags >> (8 * last)
	l.tags ^= tag << (8 * last)
	if i != last {
		l.tags = l.tags&^(0xff<<(8*i)) | tag<<(8*i)
		l.entries[i] = l.entries[last]
	}
	l.entries[last] = entry[K, V]{} // what it leads to is not kept alive from here
}
