package sync

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A WaitGroup counts what is still to be done, and lets goroutines wait until that is nothing. The zero
// value is at zero. A WaitGroup must not be copied after first use.
//
// A Done happens before every Wait that it lets return. An Add that takes the count up from zero, and a Wait that
// it is not ordered with, are a data race.
type WaitGroup struct {
	real sync.WaitGroup
	obj  sched.Object
}

func (wg *WaitGroup) id(x *sched.Exec) int32 { return x.ID(&wg.obj, sched.ObjState{}) }

// Add adds delta, which may be negative, to the count. It panics if the count gets negative. An Add that
// takes the count up from zero must happen before the Wait that is to see it.
func (wg *WaitGroup) Add(delta int) {
	x := sched.Current()
	if x == nil {
		wg.real.Add(delta)
		return
	}
	if x.GroupAdd(wg.id(x), int64(delta)) {
		panic("sync: negative WaitGroup counter")
	}
}

// Done takes one from the count.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait waits until the count is zero.
//
// The real one panics, with luck, if the count goes up from zero while it waits or is woken. Inside an exploration
// it goes on to wait, and such an Add is a data race with it, as it is for Go's race detector.
func (wg *WaitGroup) Wait() {
	x := sched.Current()
	if x == nil {
		wg.real.Wait()
		return
	}
	x.Do(sched.Op{Kind: sched.GroupWait, Obj: wg.id(x), Obj2: sched.None})
}

// Go starts a goroutine that runs f, and counts it until it has ended. f must not panic.
func (wg *WaitGroup) Go(f func()) {
	x := sched.Current()
	if x == nil {
		wg.real.Go(f)
		return
	}
	wg.Add(1)
	x.Go(func() {
		// After a panic too, where the real one is not done: it ends the process then. It makes no
		// difference, for the panic is recorded before anybody else goes on.
		defer wg.Done()
		f()
	})
}
