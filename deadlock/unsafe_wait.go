package deadlock

import (
	"context"
	"sync"
)

// UnsafeSendLocked is a counter that sends every new sum to a channel.
//
// What goes wrong: Add sends with the lock held, and a send may wait. A receiver that asks for the
// Value before it receives waits for the lock; Add waits for the receiver. A buffer in the channel
// is a wrong fix: it hides the mistake until it is full.
//
// Who notices: the runtime, if all other goroutines sleep too. A lock-order checker sees one lock,
// once: to it a channel is no lock.
type UnsafeSendLocked struct {
	updates chan<- int64
	mu      sync.Mutex
	sum     int64
}

// NewUnsafeSendLocked returns a counter that sends every new sum to updates.
func NewUnsafeSendLocked(updates chan<- int64) *UnsafeSendLocked {
	return &UnsafeSendLocked{updates: updates}
}

// Add adds delta to the sum, and sends it.
func (c *UnsafeSendLocked) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
	c.updates <- c.sum
}

// Value returns the sum.
func (c *UnsafeSendLocked) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sum
}

// UnsafeWaitInLoop computes the parts at once, each on a goroutine of its own, and returns their sum.
//
// What goes wrong: the group counts all parts before the loop and is waited for inside of it, so
// after the first part has been started it waits for the second, which is never started. One brace
// too early. With a single part it works. (Docker had this loop: Tu et al., "Understanding Real-World
// Concurrency Bugs in Go", ASPLOS 2019.)
//
// Who notices: the runtime, if all other goroutines sleep too.
func UnsafeWaitInLoop(parts ...func() int64) (sum int64) {
	sums := make([]int64, len(parts))
	var wg sync.WaitGroup
	wg.Add(len(parts))
	for i, part := range parts {
		go func() {
			defer wg.Done()
			sums[i] = part()
		}()
		wg.Wait()
	}
	for _, s := range sums {
		sum += s
	}
	return sum
}

// UnsafeCondIf is a stock from which one takes, and waits while there is too little.
//
// What goes wrong: Take asks "if there is too little", waits, and then takes. Two wait for one
// item each. One item comes, both are woken, and the lock makes them take turns: the first finds
// the item, the second takes one that is not there. What was true when somebody sent the wake-up
// need not be true any more when the woken has the lock.
//
// Who notices: an assertion that no stock is below zero. It is no data race, and nobody hangs.
type UnsafeCondIf struct {
	mu   sync.Mutex
	more *sync.Cond
	n    int64
}

// NewUnsafeCondIf returns an empty stock.
func NewUnsafeCondIf() *UnsafeCondIf {
	s := new(UnsafeCondIf)
	s.more = sync.NewCond(&s.mu)
	return s
}

// Add adds delta to the stock.
func (s *UnsafeCondIf) Add(delta int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n += delta
	s.more.Broadcast()
}

// Take takes n out of the stock, and waits while there are fewer.
func (s *UnsafeCondIf) Take(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n < n {
		s.more.Wait()
	}
	s.n -= n
}

// Value returns what is in stock.
func (s *UnsafeCondIf) Value() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.n
}

// UnsafeSignal is [UnsafeCondIf] with the loop that it lacks, and a Signal for a Broadcast: one item
// came, so wake one.
//
// What goes wrong: the one who wants five and the one who wants one wait for the same condition
// variable. One item comes, Signal wakes the one who wants five, who looks, and goes back to sleep.
// The one who wants one has not been told, and sleeps next to what it waits for. A wake-up may
// go to one waiter only if any one of them can use it.
//
// Who notices: the runtime, if all other goroutines sleep too.
type UnsafeSignal struct {
	mu   sync.Mutex
	more *sync.Cond
	n    int64
}

// NewUnsafeSignal returns an empty stock.
func NewUnsafeSignal() *UnsafeSignal {
	s := new(UnsafeSignal)
	s.more = sync.NewCond(&s.mu)
	return s
}

// Add adds delta to the stock.
func (s *UnsafeSignal) Add(delta int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n += delta
	s.more.Signal()
}

// Take takes n out of the stock, and waits while there are fewer.
func (s *UnsafeSignal) Take(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.n < n {
		s.more.Wait()
	}
	s.n -= n
}

// Value returns what is in stock.
func (s *UnsafeSignal) Value() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.n
}

// UnsafeMissedSignal is an event that goroutines wait for.
//
// What goes wrong: a condition variable remembers nothing. Fire wakes those who wait at that
// moment; who comes a moment later waits for an event that has been. Tests start the waiter first.
//
// Who notices: the runtime, if all other goroutines sleep too.
type UnsafeMissedSignal struct {
	mu    sync.Mutex
	fired *sync.Cond
}

// NewUnsafeMissedSignal returns an event that has not happened.
func NewUnsafeMissedSignal() *UnsafeMissedSignal {
	e := new(UnsafeMissedSignal)
	e.fired = sync.NewCond(&e.mu)
	return e
}

// Fire makes the event happen.
func (e *UnsafeMissedSignal) Fire() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.fired.Broadcast()
}

// Wait waits for the event.
func (e *UnsafeMissedSignal) Wait() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.fired.Wait()
}

// UnsafeTimeoutLeak returns what read returns, or ctx's error if ctx is done first.
//
// What goes wrong: when ctx is done first, nobody is left to receive the result, and the goroutine
// waits in its send for the rest of the program. The caller has its error and notices nothing. It
// costs a goroutine, and all that it refers to, for every time-out: most of them under load, when
// there is least to spare.
//
// Who notices: goleak, at the end of a test. To the runtime a deadlock is when all are asleep.
func UnsafeTimeoutLeak[T any](ctx context.Context, read func() T) (T, error) {
	result := make(chan T)
	go func() { result <- read() }()
	select {
	case value := <-result:
		return value, nil
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}
