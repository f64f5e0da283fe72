package csp

import (
	"container/heap"
	"fmt"
	"math"
	"time"
)

// A Timer runs a function on a [Loop] when its time has come.
//
// The call that sets it happens before its function runs, and a run before the next. The zero value is
// not usable; get a Timer from [Loop.After] or [Loop.Every]. A Timer must not be copied after first
// use. Stop blocks for no more than a mutex; it is O(log n) among n timers, and allocates nothing. The
// timers of a loop are a heap: J. W. J. Williams, "Algorithm 232: Heapsort" (CACM 7(6), 1964).
type Timer struct {
	_    noCopy
	loop *Loop

	// All below is guarded by the loop's mutex.
	f     func()
	at    time.Time
	every time.Duration // 0 if it runs once
	set   uint64        // the how manyth of the loop: timers of one deadline run in this order
	index int           // in the heap; unset if it will not run again
}

const unset = -1

// After has f run on the loop, once, when d has passed; at once if d is 0 or less. A timer of a loop
// that is closed never runs. After panics if f is nil.
func (l *Loop) After(d time.Duration, f func()) *Timer {
	if f == nil {
		panic("csp: Loop.After(nil): no function to run; pass one")
	}
	return l.set(&Timer{f: f}, d)
}

// Every has f run on the loop each time that d has passed. Where the loop was too busy, what it missed
// is left out, and not made up for. A panic of f does not stop the timer. Every panics if d is not
// positive, or f is nil.
func (l *Loop) Every(d time.Duration, f func()) *Timer {
	if f == nil {
		panic("csp: Loop.Every(nil): no function to run; pass one")
	}
	if d <= 0 {
		panic(fmt.Sprintf("csp: Loop.Every(%v): a period that is not positive would leave the loop no time; pass a longer one", d))
	}
	return l.set(&Timer{f: f, every: d}, d)
}

func (l *Loop) set(t *Timer, d time.Duration) *Timer {
	t.loop, t.at, t.index = l, time.Now().Add(d), unset
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return t
	}
	l.timers.set++
	t.set = l.timers.set
	heap.Push(&l.timers, t)
	first := t.index == 0
	l.mu.Unlock()
	if first {
		l.changed()
	}
	return t
}

// Stop has the timer not run any more, and reports whether it would have. It does not wait for a run
// that has begun: called on the loop, there is none.
func (t *Timer) Stop() bool {
	t.loop.mu.Lock()
	defer t.loop.mu.Unlock()
	if t.index == unset {
		return false
	}
	heap.Remove(&t.loop.timers, t.index)
	return true
}

// timers are a heap: the first has the first deadline.
type timers struct {
	heap []*Timer
	set  uint64 // how many were set
}

const never = math.MaxInt64

// due removes the first timer if it is due, and returns its function; or else how long to wait.
func (ts *timers) due() (f func(), wait time.Duration) {
	if len(ts.heap) == 0 {
		return nil, never
	}
	t, now := ts.heap[0], time.Now()
	if wait := t.at.Sub(now); wait > 0 {
		return nil, wait
	}
	if t.every == 0 {
		heap.Pop(ts)
		return t.f, 0
	}
	late := now.Sub(t.at)
	t.at = t.at.Add(late - late%t.every + t.every)
	heap.Fix(ts, 0)
	return t.f, 0
}

// cancel removes all.
func (ts *timers) cancel() {
	for _, t := range ts.heap {
		t.index = unset
	}
	ts.heap = nil
}

// The methods of heap.Interface.

func (ts *timers) Len() int { return len(ts.heap) }

func (ts *timers) Less(i, j int) bool {
	a, b := ts.heap[i], ts.heap[j]
	if !a.at.Equal(b.at) {
		return a.at.Before(b.at)
	}
	return a.set < b.set
}

func (ts *timers) Swap(i, j int) {
	ts.heap[i], ts.heap[j] = ts.heap[j], ts.heap[i]
	ts.heap[i].index, ts.heap[j].index = i, j
}

func (ts *timers) Push(t any) {
	timer := t.(*Timer)
	timer.index = len(ts.heap)
	ts.heap = append(ts.heap, timer)
}

func (ts *timers) Pop() any {
	last := len(ts.heap) - 1
	t := ts.heap[last]
	ts.heap[last] = nil
	ts.heap = ts.heap[:last]
	t.index = unset
	return t
}
