package lockfree_test

import (
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/lockfree"
	"github.com/stretchr/testify/require"
)

// locked is the model: a slice with a mutex around every use. Nobody doubts that it is right.
type locked[T any] struct {
	mu       sync.Mutex
	elements []T
}

// PushBack is what the model calls Enqueue and Push.
func (l *locked[T]) PushBack(v T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.elements = append(l.elements, v)
}

// PopFront is what the model calls Dequeue.
func (l *locked[T]) PopFront() (v T, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.elements) == 0 {
		return v, false
	}
	v, l.elements = l.elements[0], l.elements[1:]
	return v, true
}

// PopBack is what the model calls Pop.
func (l *locked[T]) PopBack() (v T, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := len(l.elements) - 1
	if last < 0 {
		return v, false
	}
	v, l.elements = l.elements[last], l.elements[:last]
	return v, true
}

func (l *locked[T]) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.elements)
}

// sameAsModel does to each structure, and to a model of each, what the bytes say, and wants the same
// answers: an even byte puts itself in, an odd one takes something out.
func sameAsModel(t *testing.T, ops []byte) {
	var queue lockfree.Queue[byte]
	var stack lockfree.Stack[byte]
	ring := lockfree.NewRing[byte](3)
	var queueModel, stackModel, ringModel locked[byte]
	var counter lockfree.Counter
	var sum int64
	for i, op := range ops {
		if op%2 == 0 {
			queue.Enqueue(op)
			queueModel.PushBack(op)
			stack.Push(op)
			stackModel.PushBack(op)
			room := ringModel.Len() < 3
			require.Equal(t, room, ring.Enqueue(op), "Ring.Enqueue, step %d of %v", i, ops)
			if room {
				ringModel.PushBack(op)
			}
			delta := int64(op) - 128
			counter.Add(delta)
			sum += delta
		} else {
			same(t, queueModel.PopFront, queue.Dequeue, "Queue.Dequeue, step %d of %v", i, ops)
			// What stands on top when op wants it is popped, everything else stays.
			want, wantOK := stackModel.PopBack()
			got, gotOK := stack.PopIf(func(v byte) bool { return v <= op })
			if wantOK && want > op {
				stackModel.PushBack(want)
				want, wantOK = 0, false
			}
			require.Equal(t, want, got, "Stack.PopIf, step %d of %v", i, ops)
			require.Equal(t, wantOK, gotOK, "Stack.PopIf, step %d of %v", i, ops)
			same(t, ringModel.PopFront, ring.Dequeue, "Ring.Dequeue, step %d of %v", i, ops)
			require.Equal(t, sum, counter.Value(), "Counter.Value, step %d of %v", i, ops)
		}
		if top, ok := stack.Peek(); ok {
			require.Equal(t, stackModel.elements[len(stackModel.elements)-1], top, "Stack.Peek, step %d of %v", i, ops)
		} else {
			require.Empty(t, stackModel.elements, "Stack.Peek, step %d of %v", i, ops)
		}
	}
	for range len(ops) + 1 {
		same(t, queueModel.PopFront, queue.Dequeue, "Queue.Dequeue, after %v", ops)
		same(t, stackModel.PopBack, stack.Pop, "Stack.Pop, after %v", ops)
		same(t, ringModel.PopFront, ring.Dequeue, "Ring.Dequeue, after %v", ops)
	}
	require.Equal(t, sum, counter.Value(), "Counter.Value, after %v", ops)
}

func same(t *testing.T, model, structure func() (byte, bool), format string, args ...any) {
	t.Helper()
	want, wantOK := model()
	got, gotOK := structure()
	require.Equalf(t, wantOK, gotOK, format, args...)
	require.Equalf(t, want, got, format, args...)
}

func TestSameAsModel(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		ops := make([]byte, rng.IntN(100))
		for i := range ops {
			ops[i] = byte(rng.Uint32())
		}
		sameAsModel(t, ops)
	}
}

func FuzzSameAsModel(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{1, 2, 1, 1})
	f.Add([]byte{2, 4, 6, 8, 1, 3, 5, 255, 255, 10, 255})
	f.Fuzz(func(t *testing.T, ops []byte) {
		if len(ops) > 1000 {
			t.Skip("long enough")
		}
		sameAsModel(t, ops)
	})
}
