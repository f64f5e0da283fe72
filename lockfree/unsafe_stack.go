package lockfree

// UnsafeNoRetry is [Stack] with a Push of its own, that has no loop around the compare-and-swap.
//
// What goes wrong: A loads the top, B pushes its element, A's compare-and-swap finds another top than
// the one that A's node points at, and fails, as it should. Push returns all the same, and A's element
// was never pushed.
//
// Who notices: an assertion on the number of elements, when two pushes meet. Not the race detector:
// every access is atomic.
type UnsafeNoRetry[T any] struct {
	Stack[T]
}

// Push puts v on top of the stack, or drops it.
func (s *UnsafeNoRetry[T]) Push(v T) {
	top := s.top.Load()
	s.top.CompareAndSwap(top, &stacked[T]{v, top})
}

// UnsafeStorePush is [Stack] with a Push of its own, that has an atomic Store in place of the
// compare-and-swap.
//
// What goes wrong: A loads the top, B pushes three elements, A stores its node as the top, and what it
// points at is the top from before the three. A's element is there, B's are gone. [UnsafeNoRetry]
// loses its own element; this one loses everybody else's.
//
// Who notices: an assertion on the number of elements, when two pushes meet. Not the race detector:
// "atomic" was all that it asked for.
type UnsafeStorePush[T any] struct {
	Stack[T]
}

// Push puts v on top of the stack as it was when Push looked.
func (s *UnsafeStorePush[T]) Push(v T) {
	top := s.top.Load()
	s.top.Store(&stacked[T]{v, top})
}

// UnsafePeekPop is a [Stack] of work, of which nothing gets lost if the one who does it fails: Do
// removes an element only when it has been handled.
//
// What goes wrong: A peeks at the top element x and handles it. B peeks, sees the same x, handles it
// too, and pops it. A pops, and what it removes is not x but the element below, which nobody has
// handled. One was done twice, one never. Peek and Pop are one step each; the two together are not.
//
// Who notices: an assertion that each element was handled once, when two goroutines meet. There is
// no data race.
//
// [Stack.Pop] first, and a Push if it failed, has the element handled by one goroutine at a time.
type UnsafePeekPop[T any] struct {
	Stack[T]
}

// Do calls handle with the top element and then removes it, or returns false if the stack is empty.
func (s *UnsafePeekPop[T]) Do(handle func(v T)) bool {
	v, ok := s.Peek()
	if !ok {
		return false
	}
	handle(v)
	s.Pop()
	return true
}
