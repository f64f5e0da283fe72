package csp

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// ErrTooHeavy is the error of an Acquire that asks for more than a [Semaphore] has in all.
var ErrTooHeavy = errors.New("csp: more than the semaphore has, so that waiting would not end")

// A Semaphore has a number of slots, of which each may take some, and gives them back. Who finds too
// few waits in a queue, and nobody overtakes it: many small ones do not starve a big one. The
// semaphore is Edsger W. Dijkstra's ("Cooperating Sequential Processes", EWD 123, 1965), and so is the
// rule that a slot which is given back goes to one who waits, if there is one.
//
// Where all take one slot, no more is needed than a buffered channel: each token in the buffer is one
// that is in, a send is an Acquire, a receive a Release. See [SemaphoreCounter].
//
// # Why no wakeup is missed
//
// One word holds how many slots are free and, in its sign bit, whether anybody waits. While the bit is
// not set, to take and to give back are a compare-and-swap of the word each. The queue is guarded by a
// mutex, and so is the bit. Who has to wait joins the queue, and then, in one compare-and-swap, sees that
// the slots do not suffice for the first of the queue and sets the bit. A Release before that was
// counted. A Release after it finds the bit, takes the mutex, which it gets when the queue is in order
// again, and lets in who fits now.
//
// # Why nobody overtakes
//
// With the bit set the word is negative, which is less than any weight: who comes now finds no slots,
// and joins the queue behind the others. Slots that a Release gives back stay in the word until whoever
// has the mutex gives them to the first of the queue, and never to a later one. Who gives up while it
// waits leaves the queue, and lets in those behind it who fit now.
//
// # Why there is a yield
//
// Slots that are handed to one who sleeps stand idle until it has woken up. If they are always handed
// over, each Acquire finds a queue, and sleeps: a convoy that does not end by itself (Mike Blasgen,
// Jim Gray, Mike Mitoma, Tom Price, "The Convoy Phenomenon", ACM SIGOPS OSR 13(2), 1979). So who finds
// too few slots first lets others run, once, and looks again: they may have been given back, and a
// queue has time to become empty. It is not in the queue while it does that, and overtakes nobody.
//
// The linearization points are the compare-and-swaps of the word: by which a Release gives back, and by
// which an Acquire or TryAcquire takes, for one who waits by whoever lets it in; and the load that finds
// too few, where TryAcquire fails.
//
// A Release is synchronized before the return of each later Acquire or TryAcquire that has taken. The
// zero value has no slots: get a Semaphore from [NewSemaphore]. It holds no goroutine. It must not be
// copied after first use. An Acquire blocks until there are slots; TryAcquire and Release do not, but
// for a mutex while others wait. All are O(1), and a Release O(1) for each that it lets in. Nothing is
// allocated, unless somebody has to wait: then a place in the queue, and a channel to be woken by.
type Semaphore struct {
	word atomic.Int64 // the free slots, plus waiting
	size int64

	mu    sync.Mutex // guards the queue, and the bit: it is set exactly if there are any, whenever mu is free
	queue waiters
}

// waiting is the bit of those who wait: the sign.
const waiting = math.MinInt64

// NewSemaphore returns a semaphore with that many slots, all of them free.
func NewSemaphore(slots int64) *Semaphore {
	if slots < 1 {
		panic(fmt.Sprintf("csp: NewSemaphore(%d): less than one slot lets nobody in; say how many may be in at a time", slots))
	}
	s := &Semaphore{size: slots}
	s.word.Store(slots)
	return s
}

// Acquire takes n slots, and waits for them if it must, in the order in which others began to. It
// returns ctx's error if that is done before, and has taken nothing then; also if ctx is done from the
// start. It returns ErrTooHeavy, at once, if the semaphore has less than n in all. It panics if n is
// less than 1.
func (s *Semaphore) Acquire(ctx context.Context, n int64) error {
	if n < 1 {
		misweighed("Acquire", n)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.take(n) {
		return nil
	}
	runtime.Gosched()
	if s.take(n) {
		return nil
	}
	return s.wait(ctx, n)
}

// TryAcquire takes n slots if they are free at this moment and nobody waits for them, and reports whether
// it did. To look and to take are one step; [UnsafeLenCheck] makes two of it. It panics if n is less
// than 1.
func (s *Semaphore) TryAcquire(n int64) bool {
	if n < 1 {
		misweighed("TryAcquire", n)
	}
	if s.take(n) {
		return true
	}
	if s.word.Load()&^waiting < n {
		return false
	}
	// The slots are free, and somebody is about to be let in, or to leave. Who that is is settled first.
	s.mu.Lock()
	defer s.mu.Unlock()
	s.admit()
	return s.take(n)
}

// Release gives n slots back. It panics, and changes nothing, if fewer are taken, or n is less than 1.
func (s *Semaphore) Release(n int64) {
	if n < 1 {
		misweighed("Release", n)
	}
	for failed := 1; ; failed++ {
		word := s.word.Load()
		if n > s.size-word&^waiting {
			panic(fmt.Sprintf("csp: Semaphore.Release(%d): so many slots are not taken, likely a Release without its Acquire; "+
				"release what was acquired, once", n))
		}
		if !s.word.CompareAndSwap(word, word+n) {
			backoff(failed)
			continue
		}
		if word < 0 {
			s.mu.Lock()
			s.admit()
			s.mu.Unlock()
		}
		return
	}
}

// Do runs f with n slots, and gives them back however f ends, by a return, a panic or [runtime.Goexit].
// Its error is that of f, or that of Acquire, in which case f has not run.
func (s *Semaphore) Do(ctx context.Context, n int64, f func() error) error {
	if err := s.Acquire(ctx, n); err != nil {
		return err
	}
	defer s.Release(n)
	return f()
}

func misweighed(method string, n int64) {
	panic(fmt.Sprintf("csp: Semaphore.%s(%d): a weight below 1, likely a size that was not computed; take one slot at least", method, n))
}

// take takes n slots if so many are free and nobody waits.
func (s *Semaphore) take(n int64) bool {
	for failed := 1; ; failed++ {
		word := s.word.Load()
		if word < n {
			return false
		}
		if s.word.CompareAndSwap(word, word-n) {
			return true
		}
		backoff(failed)
	}
}

// wait waits for n slots.
func (s *Semaphore) wait(ctx context.Context, n int64) error {
	if n > s.size {
		return ErrTooHeavy
	}
	w := &waiter{n: n, admitted: make(chan struct{})}
	s.mu.Lock()
	s.queue.join(w)
	s.admit()
	s.mu.Unlock()
	select {
	case <-w.admitted:
		return nil
	case <-ctx.Done():
	}
	s.mu.Lock()
	select {
	case <-w.admitted: // before it could leave
		s.mu.Unlock()
		s.Release(n)
	default:
		s.queue.leave(w)
		s.admit() // it may have been in the way
		s.mu.Unlock()
	}
	return ctx.Err()
}

// admit lets in those at the head of the queue who fit, and sets the bit if anybody is left. Who calls
// it has the mutex.
func (s *Semaphore) admit() {
	for {
		word := s.word.Load()
		free := word &^ waiting
		first := s.queue.first
		switch {
		case first == nil:
			if s.word.CompareAndSwap(word, free) {
				return
			}
		case free < first.n:
			if s.word.CompareAndSwap(word, free|waiting) {
				return
			}
		case s.word.CompareAndSwap(word, (free-first.n)|waiting):
			s.queue.leave(first)
			close(first.admitted)
		}
	}
}

// backoff takes a moment, after a compare-and-swap has failed that many times, in which whoever succeeded can go on
// with the cache line that both want: two that take it from each other at every step are several times slower.
func backoff(failed int) {
	for range 1 << min(11+failed, 14) {
	}
}
