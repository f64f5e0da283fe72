package sched

import (
	"iter"
	"unsafe"
)

// A coroutine is a goroutine that runs only while somebody waits for it in resume. It runs one body
// after another: starting a new one costs as much as a switch, and allocates nothing.
type coroutine struct {
	next  func() (struct{}, bool)
	stop  func()
	yield func(struct{}) bool
	body  func()
	exits bool // its goroutine exits, or has, and so does it

	// Addresses on its stack: see meet.
	low, size uintptr
}

func newCoroutine() *coroutine {
	c := &coroutine{}
	c.next, c.stop = iter.Pull(func(yield func(struct{}) bool) {
		c.yield = yield
		deeper() // so that the stack has room, and stays where it is
		for {
			var base byte
			c.begin(uintptr(unsafe.Pointer(&base)))
			c.body()
			if !yield(struct{}{}) {
				return
			}
		}
	})
	return c
}

// resume runs the coroutine until its body has ended or suspends itself.
func (c *coroutine) resume() { c.next() }

// suspend returns to who resumed the coroutine, and returns when it is resumed again. If it is stopped
// instead, it panics.
func (c *coroutine) suspend() {
	if !c.yield(struct{}{}) {
		panic(unwinding{})
	}
}

// elsewhere has a goroutine of its own do f, which may end that.
func elsewhere(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	<-done
}
