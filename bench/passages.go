package bench

import (
	"sync"

	"github.com/bytedance/gopkg/collection/lscq"
	"github.com/puzpuzpuz/xsync/v4"

	"github.com/counterpoint-go/counterpoint/lockfree"
)

// The loops of all queues and stacks. They are alike, and are written out for each all the same: one
// loop for all would call them through an interface, and two or three nanoseconds for that are half of
// what the fastest of them take.

func ourRing() passage {
	q := lockfree.NewRing[int](capacity)
	return passage{
		put: func(n int) {
			for v := range n {
				for !q.Enqueue(v + 1) {
					pause()
				}
			}
		},
		take: func(n int) (sum int) {
			for range n {
				v, ok := q.Dequeue()
				for ; !ok; v, ok = q.Dequeue() {
					pause()
				}
				sum += v
			}
			return sum
		},
	}
}

func ourSPSC() passage {
	q := lockfree.NewSPSC[int](capacity)
	return passage{
		put: func(n int) {
			for v := range n {
				for !q.Enqueue(v + 1) {
					pause()
				}
			}
		},
		take: func(n int) (sum int) {
			for range n {
				v, ok := q.Dequeue()
				for ; !ok; v, ok = q.Dequeue() {
					pause()
				}
				sum += v
			}
			return sum
		},
	}
}

func ourQueue() passage {
	var q lockfree.Queue[int]
	return passage{
		put: func(n int) {
			for v := range n {
				q.Enqueue(v + 1)
			}
		},
		take: func(n int) (sum int) {
			for range n {
				v, ok := q.Dequeue()
				for ; !ok; v, ok = q.Dequeue() {
					pause()
				}
				sum += v
			}
			return sum
		},
	}
}

func ourStack() passage {
	var s lockfree.Stack[int]
	return passage{
		put: func(n int) {
			for v := range n {
				s.Push(v + 1)
			}
		},
		take: func(n int) (sum int) {
			for range n {
				v, ok := s.Pop()
				for ; !ok; v, ok = s.Pop() {
					pause()
				}
				sum += v
			}
			return sum
		},
	}
}

func channel() passage {
	c := make(chan int, capacity)
	return passage{
		put: func(n int) {
			for v := range n {
				c <- v + 1
			}
		},
		take: func(n int) (sum int) {
			for range n {
				sum += <-c
			}
			return sum
		},
	}
}

func xsyncMPMC() passage {
	q := xsync.NewMPMCQueue[int](capacity)
	return passage{
		put: func(n int) {
			for v := range n {
				for !q.TryEnqueue(v + 1) {
					pause()
				}
			}
		},
		take: func(n int) (sum int) {
			for range n {
				v, ok := q.TryDequeue()
				for ; !ok; v, ok = q.TryDequeue() {
					pause()
				}
				sum += v
			}
			return sum
		},
	}
}

func xsyncSPSC() passage {
	q := xsync.NewSPSCQueue[int](capacity)
	return passage{
		put: func(n int) {
			for v := range n {
				for !q.TryEnqueue(v + 1) {
					pause()
				}
			}
		},
		take: func(n int) (sum int) {
			for range n {
				v, ok := q.TryDequeue()
				for ; !ok; v, ok = q.TryDequeue() {
					pause()
				}
				sum += v
			}
			return sum
		},
	}
}

func xsyncUMPSC() passage {
	q := xsync.NewUMPSCQueue[int]()
	return passage{
		put: func(n int) {
			for v := range n {
				q.Enqueue(v + 1)
			}
		},
		take: func(n int) (sum int) {
			for range n {
				sum += q.Dequeue() // waits
			}
			return sum
		},
	}
}

func lscqUint64() passage {
	q := lscq.NewUint64()
	return passage{
		put: func(n int) {
			for v := range n {
				q.Enqueue(uint64(v + 1))
			}
		},
		take: func(n int) (sum int) {
			for range n {
				v, ok := q.Dequeue()
				for ; !ok; v, ok = q.Dequeue() {
					pause()
				}
				sum += int(v)
			}
			return sum
		},
	}
}

// lockedQueue is a slice behind a mutex, with what comes in at its end and what goes out at its front.
func lockedQueue() passage {
	var l lockedSlice
	return passage{
		put: l.put,
		take: func(n int) (sum int) {
			for range n {
				v, ok := l.front()
				for ; !ok; v, ok = l.front() {
					pause()
				}
				sum += v
			}
			return sum
		},
	}
}

// lockedStack is a slice behind a mutex, with everything at its end.
func lockedStack() passage {
	var l lockedSlice
	return passage{
		put: l.put,
		take: func(n int) (sum int) {
			for range n {
				v, ok := l.back()
				for ; !ok; v, ok = l.back() {
					pause()
				}
				sum += v
			}
			return sum
		},
	}
}

type lockedSlice struct {
	mu       sync.Mutex
	elements []int
}

func (l *lockedSlice) put(n int) {
	for v := range n {
		l.mu.Lock()
		l.elements = append(l.elements, v+1)
		l.mu.Unlock()
	}
}

func (l *lockedSlice) front() (v int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.elements) == 0 {
		return 0, false
	}
	v, l.elements = l.elements[0], l.elements[1:]
	return v, true
}

func (l *lockedSlice) back() (v int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := len(l.elements) - 1
	if last < 0 {
		return 0, false
	}
	v, l.elements = l.elements[last], l.elements[:last]
	return v, true
}
