//go:build (amd64 || arm64) && !purego

package self

import (
	"sync"
	"sync/atomic"
)

// Reused says that the place of a goroutine that has ended is given to another: there are only as many places as there
// ever were goroutines at a time.
const Reused = true

// word returns the calling goroutine's g, and the word at this offset in it.
func word(offset uintptr) (place, value uintptr)

// path returns a hash of the return addresses on the stack, from that of its caller's caller on, at most max of them.
func path(max int) (hash uint64)

// The offset of the number in a g, 0 as long as nobody has asked.
var offset atomic.Uintptr

const (
	firstOffset = 16  // behind the bounds of the stack
	lastOffset  = 256 // a g is larger
	notFound    = 1   // no offset: the text is asked every time
)

// ID returns the place of the calling goroutine, which no other that lives has, and its number, which no other has ever
// had: the one that stack dumps show.
func ID() (place uintptr, id uint64) {
	o := offset.Load()
	if o <= notFound {
		return find()
	}
	place, value := word(o)
	return place, uint64(value)
}

// Path returns a hash of the calls that the goroutine is in, the innermost [MaxDepth] of them. It is never 0.
func Path() uint64 {
	if asked != nil {
		return walk()
	}
	return path(MaxDepth) | 1
}

var search sync.Once

// forget has each ID be asked for.
func forget() {
	search.Do(func() {})
	offset.Store(notFound)
}

// find returns what ID does, and looks for the offset the first time. One where as many goroutines as these have their
// numbers is no coincidence.
func find() (place uintptr, id uint64) {
	search.Do(func() {
		found := candidates()
		for range 4 {
			var wg sync.WaitGroup
			wg.Go(func() {
				theirs := candidates()
				for o := range found {
					found[o] = found[o] && theirs[o]
				}
			})
			wg.Wait()
		}
		o := uintptr(notFound)
		for i := len(found) - 1; i >= 0; i-- {
			if found[i] {
				o = uintptr(i) * 8
			}
		}
		offset.Store(o)
	})
	if asked != nil {
		return ask()
	}
	place, _ = word(firstOffset)
	return place, parse()
}

// candidates says of each word of the calling goroutine's g whether it is its number.
func candidates() (is [lastOffset / 8]bool) {
	id := uintptr(parse())
	for o := uintptr(firstOffset); o < lastOffset; o += 8 {
		_, value := word(o)
		is[o/8] = value == id
	}
	return is
}
