package lockfree

import "sync/atomic"

// Stack is an unbounded last-in first-out stack for any number of goroutines: the algorithm of R.
// Kent Treiber, "Systems Programming: Coping with Parallelism" (IBM Research Report RJ 5118, 1986).
//
// It is a linked list, whose nodes never change once they can be reached. A push or a pop makes
// another node the top, by a compare-and-swap that fails if the top is no longer the one that the new
// state was made from, and starts again if it does.
//
// # Why the nodes are the garbage collector's
//
// Pop reads the top a and its next node b, and swaps a for b if the top is still a. That the top is
// a again must mean that b is still the next one. It would not if a had been popped, used again for
// another element, and pushed on top of c: the ABA problem, see [UnsafeRecycled]. Here a node is
// pushed once and never again, and its memory is not reused while a goroutine in the middle of a Pop
// has a pointer to it. So a top that is a has been a all the time.
//
// The linearization points are the compare-and-swap that succeeds, and, for a Pop, PopIf or Peek
// that finds nothing to return, the load of the top.
//
// A Push happens before the Pop, PopIf or Peek that returns its element.
// The zero value is an empty stack. A Stack must not be copied after first use. All operations are
// lock-free: an attempt fails only if another goroutine's has succeeded. Peek is wait-free. Without
// contention all are O(1). Push allocates the node, the others nothing. Nodes that are allocated many at a
// time would have to be given out, by an atomic step on which all goroutines meet again, and would keep each
// other: one that is on the stack keeps all that were popped. The allocator takes single ones from what
// belongs to the processor.
type Stack[T any] struct {
	top atomic.Pointer[stacked[T]]
}

// A stacked is an element and what lies below it. Its fields are plain: they are written before
// the node becomes the top, and never after.
type stacked[T any] struct {
	value T
	below *stacked[T]
}

// Push puts v on top of the stack.
func (s *Stack[T]) Push(v T) {
	n := &stacked[T]{v, s.top.Load()}
	for failed := 1; !s.top.CompareAndSwap(n.below, n); failed++ {
		backoff(failed)
		n.below = s.top.Load()
	}
}

// Pop removes the top element and returns it, or returns false if the stack is empty.
func (s *Stack[T]) Pop() (v T, ok bool) {
	for failed := 1; ; failed++ {
		top := s.top.Load()
		if top == nil {
			return v, false
		}
		if s.top.CompareAndSwap(top, top.below) {
			return top.value, true
		}
		backoff(failed)
	}
}

// PopIf removes the top element and returns it if wanted returns true for it; otherwise, and if the
// stack is empty, it returns false. Deciding and removing are one step: what is removed is what
// wanted was asked about. wanted may be called several times, each time about the top of that
// moment, and may use the stack itself. If it panics, nothing has happened to the stack. PopIf panics if
// wanted is nil.
func (s *Stack[T]) PopIf(wanted func(v T) bool) (v T, ok bool) {
	if wanted == nil {
		panic("lockfree: Stack.PopIf(nil): there is no function to decide; to pop whatever is on top, call Pop")
	}
	for {
		top := s.top.Load()
		if top == nil || !wanted(top.value) {
			return v, false
		}
		if s.top.CompareAndSwap(top, top.below) {
			return top.value, true
		}
	}
}

// Peek returns the top element, or false if the stack is empty. By the time it returns, the element
// may have been popped: to decide about an element and remove it is PopIf's.
func (s *Stack[T]) Peek() (v T, ok bool) {
	top := s.top.Load()
	if top == nil {
		return v, false
	}
	return top.value, true
}
