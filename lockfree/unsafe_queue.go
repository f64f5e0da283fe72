package lockfree

import "sync/atomic"

// UnsafePlainNext is a queue for one producer and one consumer, and without atomic operations: tail is
// the producer's alone, head is the consumer's alone, so nothing is shared.
//
// What goes wrong: the pointers between the nodes are shared. When the queue is empty, head and tail
// are the same node, and the consumer reads the next that the producer is about to write. Nothing
// orders the two, nor what the producer wrote before: the consumer may find the node and not the
// element in it, or not find the node at all, however often it looks.
//
// Who notices: the race detector, as soon as the two have met at an empty queue. Nobody else: on amd64,
// where the processor keeps stores in order, it mostly works. [SPSC] has indexes with one writer each,
// and makes them atomic for the sake of the one reader.
type UnsafePlainNext[T any] struct {
	head, tail *plainNode[T]
}

type plainNode[T any] struct {
	value T
	next  *plainNode[T]
}

// NewUnsafePlainNext returns an empty queue.
func NewUnsafePlainNext[T any]() *UnsafePlainNext[T] {
	n := new(plainNode[T])
	return &UnsafePlainNext[T]{head: n, tail: n}
}

// Enqueue adds v at the end of the queue.
func (q *UnsafePlainNext[T]) Enqueue(v T) {
	n := &plainNode[T]{value: v}
	q.tail.next = n
	q.tail = n
}

// Dequeue removes the first element and returns it, or returns false if it sees none.
func (q *UnsafePlainNext[T]) Dequeue() (v T, ok bool) {
	next := q.head.next
	if next == nil {
		return v, false
	}
	q.head = next
	return next.value, true
}

// UnsafeSwapTail is a queue whose Enqueue has no loop: it makes its node the tail by a Swap, which
// cannot fail, and then links it to the node that was the tail before. It comes in two halves, Reserve
// and the function that it returns, for a producer that wants its place in the queue before it has
// its element.
//
// What goes wrong: A swaps the tail and is stopped before it links its node. B enqueues an element
// behind A's node, and returns. The chain is broken in front of both: Dequeue says that the queue is
// empty, although B's Enqueue is over. So the queue is not linearizable, nor is it lock-free: a
// producer that is stopped hides all that is enqueued after it, from everybody, for as long as it
// stands still.
//
// Who notices: an assertion that what was enqueued can be dequeued, if a producer is stopped at that
// point. There is no data race. Dmitry Vyukov, whose multi-producer single-consumer queue works this
// way, says so himself ("The algorithm is not linearizable"), and it is a fine queue for those who can
// live with it: a consumer that will look again, say. To take it for a [Queue] is the mistake. The list
// in list.go, which [Counter] is made of, links the node first and moves tail second, so that others can do
// the second step for whoever was stopped before it.
type UnsafeSwapTail[T any] struct {
	head, tail atomic.Pointer[node[T]]
}

// NewUnsafeSwapTail returns an empty queue.
func NewUnsafeSwapTail[T any]() *UnsafeSwapTail[T] {
	q := new(UnsafeSwapTail[T])
	n := new(node[T])
	q.head.Store(n)
	q.tail.Store(n)
	return q
}

// Reserve takes a place at the end of the queue and returns the function that fills it, which must
// be called once.
func (q *UnsafeSwapTail[T]) Reserve() (fill func(v T)) {
	n := new(node[T])
	before := q.tail.Swap(n)
	return func(v T) {
		n.value = v
		before.next.Store(n)
	}
}

// Enqueue adds v at the end of the queue.
func (q *UnsafeSwapTail[T]) Enqueue(v T) { q.Reserve()(v) }

// Dequeue removes the first element and returns it, or returns false if it sees none.
func (q *UnsafeSwapTail[T]) Dequeue() (v T, ok bool) {
	for {
		head := q.head.Load()
		next := head.next.Load()
		if next == nil {
			return v, false
		}
		if q.head.CompareAndSwap(head, next) {
			return next.value, true
		}
	}
}

// UnsafeLenSnapshot is a [Queue] with a length: so many have gone in, so many have come out.
//
// What goes wrong: Len reads one count and then the other. In between, others enqueue three elements
// and dequeue four: the count of those that came out now includes elements that the count of those that
// went in, read before, does not. A queue that was never empty looks empty, and one that held a single
// element has the length -3. Read in the other order, the counts make it too long instead.
//
// Who notices: an assertion on a length that cannot be, when other goroutines come between the two
// reads. Not the race detector: both counts are atomic. No version of Len would be of much use, for a
// length is out of date when Len returns it; ask Dequeue whether there is something, and take it.
type UnsafeLenSnapshot[T any] struct {
	queue   Queue[T]
	in, out atomic.Int64
}

// Enqueue adds v at the end of the queue.
func (q *UnsafeLenSnapshot[T]) Enqueue(v T) {
	q.in.Add(1)
	q.queue.Enqueue(v)
}

// Dequeue removes the first element and returns it, or returns false if the queue is empty.
func (q *UnsafeLenSnapshot[T]) Dequeue() (v T, ok bool) {
	v, ok = q.queue.Dequeue()
	if ok {
		q.out.Add(1)
	}
	return v, ok
}

// Enqueued returns how many elements have gone in.
func (q *UnsafeLenSnapshot[T]) Enqueued() int64 { return q.in.Load() }

// Dequeued returns how many elements have come out.
func (q *UnsafeLenSnapshot[T]) Dequeued() int64 { return q.out.Load() }

// Len returns the difference between the two.
func (q *UnsafeLenSnapshot[T]) Len() int64 { return q.Enqueued() - q.Dequeued() }
