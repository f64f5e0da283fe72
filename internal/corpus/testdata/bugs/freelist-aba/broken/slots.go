package slots

import "sync/atomic"

// A List hands out the numbers of free slots. A slot that is free names the next one.
type List struct {
	top  atomic.Uint64 // slot + 1, 0 if there is none
	next []atomic.Uint64
}

const (
	slot   = 0xffff
	change = slot + 1
)

// New returns a list of n free slots.
func New(n int) *List {
	l := &List{next: make([]atomic.Uint64, n)}
	for i := range n {
		l.Put(i)
	}
	return l
}

// Get takes a slot. It returns -1 if none is free.
func (l *List) Get() int {
	for {
		top := l.top.Load()
		if top&slot == 0 {
			return -1
		}
		i := int(top&slot) - 1
		next := l.next[i].Load()
		if l.top.CompareAndSwap(top, next) {
			return i
		}
	}
}

// Put gives a slot back.
func (l *List) Put(i int) {
	for {
		top := l.top.Load()
		l.next[i].Store(top & slot)
		if l.top.CompareAndSwap(top, uint64(i)+1) {
			return
		}
	}
}
