package linearizable_test

import (
	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

// A test is a body, and how many histories its Checker has checked.
type test struct {
	body      func(t *explore.T)
	histories func() int
}

// with returns a body that gets a history of its execution.
func with[H any](check *linearizable.Checker[H], body func(t *explore.T, h H)) test {
	return test{func(t *explore.T) { body(t, check.History(t)) }, check.Histories}
}

// A counter is a pointer to a C that counts.
type counter[C any] interface {
	*C
	Add(delta int64)
	Value() int64
}

// lateValue looks at the sum when the goroutines that add are done.
func lateValue[C any, P counter[C]]() test {
	return with(linearizable.NewCounter(), func(t *explore.T, h linearizable.Counter) {
		c := P(new(C))
		for range 2 {
			t.Go(func() { h.Add(1, c.Add) })
		}
		t.Wait()
		h.Value(c.Value)
	})
}

// earlyValue looks at the sum while a goroutine adds.
func earlyValue[C any, P counter[C]]() test {
	return with(linearizable.NewCounter(), func(t *explore.T, h linearizable.Counter) {
		c := P(new(C))
		t.Go(func() {
			h.Add(1, c.Add)
			h.Add(10, c.Add)
		})
		h.Value(c.Value)
		t.Wait()
	})
}

// queue takes from two goroutines out of a queue of n values.
func queue(n int, dequeue func(l *list) (int, bool)) test {
	return with(linearizable.NewQueue[int](), func(t *explore.T, h linearizable.Queue[int]) {
		var l list
		for i := range n {
			h.Enqueue(i+1, l.put)
		}
		for range 2 {
			t.Go(func() { h.Dequeue(func() (int, bool) { return dequeue(&l) }) })
		}
		t.Wait()
	})
}

func stack(pop func(l *list) (int, bool)) test {
	return with(linearizable.NewStack[int](), func(t *explore.T, h linearizable.Stack[int]) {
		var l list
		h.Push(1, l.put)
		t.Go(func() { h.Push(2, l.put) })
		for range 2 {
			h.Pop(func() (int, bool) { return pop(&l) })
		}
		t.Wait()
	})
}

func register(read func(p *pair) int64) test {
	return with(linearizable.NewRegister[int64](0), func(t *explore.T, h linearizable.Register[int64]) {
		var p pair
		t.Go(func() { h.Write(1, p.write) })
		h.Read(func() int64 { return read(&p) })
		t.Wait()
	})
}

func table(store func(d *dict, key string, value int)) test {
	return with(linearizable.NewMap[string, int](), func(t *explore.T, h linearizable.Map[string, int]) {
		var d dict
		h.Store("a", 1, d.store)
		t.Go(func() { h.Store("a", 2, func(key string, value int) { store(&d, key, value) }) })
		h.Load("a", d.load)
		h.Load("b", d.load)
		h.Delete("a", d.delete)
		t.Wait()
	})
}

// A tryLocker is a pointer to an L that is a lock.
type tryLocker[L any] interface {
	*L
	TryLock() bool
	Unlock()
}

func mutex[L any, P tryLocker[L]]() test {
	return with(linearizable.NewMutex(), func(t *explore.T, h linearizable.Mutex) {
		l := P(new(L))
		for range 2 {
			t.Go(func() {
				if h.TryLock(l.TryLock) {
					h.Unlock(l.Unlock)
				}
			})
		}
		t.Wait()
	})
}

// resets adds on one goroutine and takes what there is on another.
func resets(reset func(c *loadStore) int64) test {
	return with(linearizable.NewCounter(), func(t *explore.T, h linearizable.Counter) {
		var c loadStore
		t.Go(func() { h.Add(1, func(delta int64) { c.Int64.Add(delta) }) })
		h.Reset(func() int64 { return reset(&c) })
		t.Wait()
		h.Value(c.Value)
	})
}

// boundedQueue puts two values into a queue that has room for one.
func boundedQueue(offer func(l *list, v int) bool) test {
	return with(linearizable.NewBoundedQueue[int](1), func(t *explore.T, h linearizable.BoundedQueue[int]) {
		var l list
		for i := range 2 {
			t.Go(func() { h.Enqueue(i+1, func(v int) bool { return offer(&l, v) }) })
		}
		t.Wait()
		h.Dequeue(l.first)
		h.Dequeue(l.first)
	})
}

// peek looks at the top of a stack while a goroutine pops it.
func peek(look func(l *list) (int, bool)) test {
	return with(linearizable.NewStack[int](), func(t *explore.T, h linearizable.Stack[int]) {
		var l list
		h.Push(1, l.put)
		h.Push(2, l.put)
		t.Go(func() { h.Pop(l.last) })
		h.Peek(func() (int, bool) { return look(&l) })
		t.Wait()
	})
}

// semaphore has three goroutines want one of two slots.
func semaphore(try func(s *slots) bool) test {
	return with(linearizable.NewSemaphore(2), func(t *explore.T, h linearizable.Semaphore) {
		var s slots
		h.Acquire(func() { s.try() })
		for range 2 {
			t.Go(func() { h.TryAcquire(func() bool { return try(&s) }) })
		}
		t.Wait()
		h.Release(s.release)
	})
}

// highest has two goroutines bid.
func highest(bid func(n *loadStore, b int64) bool) test {
	check := linearizable.NewObject(0, func(highest, b int64) (bool, int64, bool) { return b > highest, max(b, highest), true })
	return with(check, func(t *explore.T, h linearizable.Object[int64, bool]) {
		var n loadStore
		for i := range 2 {
			b := int64(i + 1)
			t.Go(func() { h.Do(b, func() bool { return bid(&n, b) }) })
		}
		t.Wait()
		h.Do(1, func() bool { return bid(&n, 1) })
		h.Do(2, func() bool { return bid(&n, 2) })
	})
}
