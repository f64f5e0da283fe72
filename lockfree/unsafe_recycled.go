package lockfree

import "sync/atomic"

// UnsafeRecycled is [Stack] with a free list: a node that was popped is used again for the next Push,
// which spares the garbage collector the work. The free list is a buffered channel, as in the leaky
// buffer of Effective Go. As others may still read a node that is used again, all its fields are
// atomic.
//
// What goes wrong is the ABA problem, named for what A sees of the top: a, later b, and a again.
//
//	stack                free
//	a -> b -> c          -             A, in a Pop: the top is a, and b is below it
//	c                    a, b          B pops a and b
//	a' -> c              b             B pushes an element, in the node a
//	b -> c               b, a          A: the top is still a, so swap it for b
//
// A's compare-and-swap compares a pointer, and the pointer has not changed; what it stands for has. The
// element in a' is lost, those of a and b are handed out a second time, and b is on the stack and in
// the free list at once: the next Push may link it to itself.
//
// Who notices: an assertion on the elements, and nobody else. Making the fields atomic is what keeps
// the race detector silent; it would have seen the plain ones of a node that is used again. The ways
// out are nodes that belong to the garbage collector ([Stack]); or a number next to the pointer, in
// the same atomic word, that every change increments.
type UnsafeRecycled struct {
	top  atomic.Pointer[recycled]
	free chan *recycled
}

type recycled struct {
	value atomic.Int64
	below atomic.Pointer[recycled]
}

// NewUnsafeRecycled returns an empty stack that keeps up to that many nodes for later use.
func NewUnsafeRecycled(nodes int) *UnsafeRecycled {
	return &UnsafeRecycled{free: make(chan *recycled, nodes)}
}

// Push puts v on top of the stack.
func (s *UnsafeRecycled) Push(v int64) {
	var n *recycled
	select {
	case n = <-s.free:
	default:
		n = new(recycled)
	}
	n.value.Store(v)
	for {
		top := s.top.Load()
		n.below.Store(top)
		if s.top.CompareAndSwap(top, n) {
			return
		}
	}
}

// Pop removes the top element and returns it, or returns false if the stack is empty.
func (s *UnsafeRecycled) Pop() (v int64, ok bool) {
	return s.PopIf(func(int64) bool { return true })
}

// PopIf removes the top element and returns it if wanted returns true for it; otherwise, and if the
// stack is empty, it returns false.
func (s *UnsafeRecycled) PopIf(wanted func(v int64) bool) (v int64, ok bool) {
	for {
		top := s.top.Load()
		if top == nil {
			return 0, false
		}
		v, below := top.value.Load(), top.below.Load()
		if !wanted(v) {
			return 0, false
		}
		if s.top.CompareAndSwap(top, below) {
			select {
			case s.free <- top:
			default:
			}
			return v, true
		}
	}
}
