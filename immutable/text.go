package immutable

import (
	"hash/fnv"
	"sync/atomic"
)

// Text is a text that never changes, and remembers its hash once somebody has asked for it. It is
// [UnsafeMemo] with an atomic hash.
//
// To remember is to write, and a value that is written is not immutable, whatever its methods look
// like. It looks so from outside because the write is atomic, and because it does not matter who
// makes it and how often: the hash of the same text is the same number.
//
// That a hash is stored happens before it is found; beyond that a Text orders nothing by itself. The zero value is the
// empty text. A Text must not be copied after first use. Its methods are wait-free and allocate nothing, but for the
// first Hash, which may allocate a copy of the text. String is O(1), Hash O(n) until it is remembered.
type Text struct {
	text string
	hash atomic.Uint64 // 0 if not computed yet
}

// NewText returns the text.
func NewText(text string) *Text { return &Text{text: text} }

// String returns the text.
func (t *Text) String() string { return t.text }

// Hash returns the FNV-1a hash of the text. O(n) the first time, and as long as that is not over
// for others who ask too; then O(1).
func (t *Text) Hash() uint64 {
	hash := t.hash.Load()
	if hash == 0 {
		hash = hashOf(t.text)
		t.hash.Store(hash)
	}
	return hash
}

func hashOf(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text)) // never fails
	return h.Sum64()
}
