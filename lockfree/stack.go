package lockfree

import "sync/atomic"

// Stack is an unbounded last-in first-out stack for any number of goroutines: the algorithm of R.
// Kent Treiber, "Systems Programming: Coping with Parallelism" (IBM Research Report RJ 5118, 1986).
//
// It is a linked list. A push or a pop makes another node the top, by a compare-and-swap that fails if
// the top is no longer the one that the new state was made from, and starts again if it does.
//
// # Why the nodes are the garbage collector's
//
// Pop reads the top a and the node b below it, and swaps a for b if the top is still a. That the top is
// a again must mean that b is still what is below. It would not if a had been popped, used again for
// another element, and pushed on top of c: the ABA problem, see [UnsafeRecycled]. Here a node is
// pushed once and never again, and its memory is not reused while a goroutine in the middle of a Pop
// has a pointer to it. So a top that is a has been a all the time.
//
// # What is let go of, and when
//
// Nodes are allocated in chunks, of which each push takes the next one by an atomic addition. A chunk
// stays as long as one of its nodes is on the stack, and so does all that the others point at, those that
// were popped long ago included: what was below one of them is in an older chunk, perhaps, which has such
// nodes as well, and so on without end. Therefore a node is put on a node of its own chunk, or on the
// chunk's base, which was the top when the chunk was made, and on no other. As long as a node of the chunk
// is on the stack, its base, further down, is there too. So all that a chunk keeps is on the stack
// or in a chunk that has a node there.
//
// Pop clears the element of the node that it has popped, unless a PopIf or Peek may be reading it. They
// are counted while they look. If the count is 0 after the node has left the stack, then whoever comes
// later finds another top. If it is not, the element stays until its chunk goes.
//
// The linearization points are the compare-and-swap that succeeds, and, for a Pop, PopIf or Peek
// that finds nothing to return, the load of the top.
//
// A Push happens before the Pop, PopIf or Peek that returns its element.
// The zero value is an empty stack. A Stack must not be copied after first use. All operations are
// lock-free: an attempt fails only if another goroutine's has succeeded. Peek is wait-free. Without
// contention all are O(1). Push allocates a chunk when the last one is used up, of 63 nodes in the end,
// which is nothing per operation on average; Pop, PopIf and Peek allocate nothing.
type Stack[T any] struct {
	top     atomic.Pointer[stacked[T]]
	_       [128 - 8]byte            // what changes with each operation is apart from what seldom does
	chunk   atomic.Pointer[chunk[T]] // the last one made; nil before the first Push
	looking atomic.Int64             // how many are in look
}

// A stacked is an element and what lies below it. Its fields are plain: they are written before the
// node becomes the top. After that only the one who popped it changes it, and only its value.
type stacked[T any] struct {
	value T
	below *stacked[T]
	home  *chunk[T]
}

// A chunk is a number of nodes that are not pushed yet, in a row, after those that have been.
type chunk[T any] struct {
	nodes []stacked[T]
	base  *stacked[T] // may be nil, for the bottom of the stack
	used  atomic.Int64
}

// Chunks have 1, 3, 7, 15, 31 and 63 nodes: a power of two would leave the allocator's own word over.
const largestChunk = 63

// bears says whether a node of the chunk may be put on top.
func (c *chunk[T]) bears(top *stacked[T]) bool {
	return top == c.base || top != nil && top.home == c
}

// Push puts v on top of the stack.
func (s *Stack[T]) Push(v T) {
	top := s.top.Load()
	n := s.above(top, v)
	for failed := 1; !s.top.CompareAndSwap(top, n); failed++ {
		backoff(failed)
		top = s.top.Load()
		if n.home.bears(top) {
			n.below = top
		} else {
			var none T
			n.value = none
			n = s.above(top, v)
		}
	}
}

// above returns a node with v that nobody else has, to be put on top.
func (s *Stack[T]) above(top *stacked[T], v T) *stacked[T] {
	c := s.chunk.Load()
	i := int64(0)
	switch {
	case c == nil:
		c = s.begin(nil, 1, top)
	case !c.bears(top):
		// The stack has shrunk to below the base, or grows from another chunk meanwhile. The new chunk is
		// twice what was used of this one: a stack that keeps shrinking makes small ones.
		c = s.begin(c, 2*min(c.used.Load(), int64(len(c.nodes)))+1, top)
	default:
		if i = c.used.Add(1) - 1; i >= int64(len(c.nodes)) {
			c, i = s.begin(c, 2*int64(len(c.nodes))+1, top), 0
		}
	}
	n := &c.nodes[i]
	n.value, n.below, n.home = v, top, c
	return n
}

// begin returns a new chunk in place of the last one, with its first node taken. If somebody else was
// faster with a chunk, this one has served for a node.
func (s *Stack[T]) begin(last *chunk[T], nodes int64, base *stacked[T]) *chunk[T] {
	c := &chunk[T]{nodes: make([]stacked[T], min(nodes, largestChunk)), base: base}
	c.used.Store(1)
	s.chunk.CompareAndSwap(last, c)
	return c
}

// Pop removes the top element and returns it, or returns false if the stack is empty.
func (s *Stack[T]) Pop() (v T, ok bool) {
	for failed := 1; ; failed++ {
		top := s.top.Load()
		if top == nil {
			return v, false
		}
		if s.top.CompareAndSwap(top, top.below) {
			return s.popped(top), true
		}
		backoff(failed)
	}
}

// popped returns the element of a node that the caller has popped, and clears it if nobody else can
// have a look at it.
func (s *Stack[T]) popped(n *stacked[T]) T {
	v := n.value
	if s.looking.Load() == 0 {
		var none T
		n.value = none
	}
	return v
}

// PopIf removes the top element and returns it if wanted returns true for it; otherwise, and if the
// stack is empty, it returns false. Deciding and removing are one step: what is removed is what
// wanted was asked about. wanted may be called several times, each time about the top of that
// moment, and may use the stack itself. If it panics, nothing has happened to the stack.
func (s *Stack[T]) PopIf(wanted func(v T) bool) (v T, ok bool) {
	for {
		top, seen := s.look()
		if top == nil || !wanted(seen) {
			return v, false
		}
		if s.top.CompareAndSwap(top, top.below) {
			return s.popped(top), true
		}
	}
}

// Peek returns the top element, or false if the stack is empty. By the time it returns, the element
// may have been popped: to decide about an element and remove it is PopIf's.
func (s *Stack[T]) Peek() (v T, ok bool) {
	top, v := s.look()
	return v, top != nil
}

// look returns the top and its element. The count goes up before the top is loaded: whoever pops that
// node after that sees it.
func (s *Stack[T]) look() (top *stacked[T], v T) {
	s.looking.Add(1)
	if top = s.top.Load(); top != nil {
		v = top.value
	}
	s.looking.Add(-1)
	return top, v
}
