package sync

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Cond lets goroutines sleep until others say that something has changed. It must not be copied after
// first use: that panics.
//
// A Signal or Broadcast happens before the return of every Wait that it wakes.
type Cond struct {
	// L is held when the condition is looked at or changed. It must be set before the first Wait.
	L Locker

	real  sync.Cond
	ready sync.Once // real has L
	obj   sched.Object

	// The goroutines that sleep in the execution of this stamp and have a lock that is not ours.
	stamp    uint64
	sleepers []*sched.Object
}

// NewCond returns a Cond with this lock.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// id returns the number in the execution. The real one, on which nobody sleeps there, looks whether it
// has been copied.
func (c *Cond) id(x *sched.Exec) int32 {
	c.real.Signal()
	if c.stamp != x.Stamp() {
		c.stamp, c.sleepers = x.Stamp(), nil
	}
	return x.ID(&c.obj, sched.ObjState{})
}

// Wait unlocks L and sleeps until it is woken, and locks L before it returns. That the condition holds
// then is not said: others may have been quicker. So call it in a loop.
func (c *Cond) Wait() {
	x := sched.Current()
	if x == nil {
		c.ready.Do(func() { c.real.L = c.L })
		c.real.Wait()
		return
	}
	id := c.id(x)
	if lock := c.lock(x); lock != sched.None && x.Objs[lock].Owner != 0 {
		x.Do(sched.Op{Kind: sched.CondWait, Obj: id, Obj2: lock})
	} else {
		c.sleep(x, id)
	}
	c.L.Lock()
}

// lock returns the number of L if it is a lock of ours that is held by one goroutine at a time, else None.
func (c *Cond) lock(x *sched.Exec) int32 {
	switch l := c.L.(type) {
	case *Mutex:
		return l.id(x)
	case *RWMutex:
		return l.id(x)
	}
	return sched.None
}

// sleep is for a lock that only its methods can unlock, and for one that is not locked, which is a fatal
// error. It makes three steps where CondWait makes one, in the order in which the real one makes them:
//
//  1. it takes its place among the sleepers, while it holds the lock, so that who gets the lock next can
//     wake it;
//  2. it unlocks;
//  3. it waits to be woken, which it may have been before it came to this.
//
// To take a place has to be an operation, for its order with a Signal matters. It is the store of an
// atomic that nobody loads: nothing happens before anything else because of it.
func (c *Cond) sleep(x *sched.Exec, id int32) {
	place := new(sched.Object)
	x.Do(sched.Op{Kind: sched.AtomicStore, Obj: id})
	c.sleepers = append(c.sleepers, place)
	c.L.Unlock()
	x.Do(sched.Op{Kind: sched.GroupWait, Obj: asleep(x, place), Obj2: id})
}

// wake wakes who has taken this place.
func wake(x *sched.Exec, place *sched.Object) {
	x.Do(sched.Op{Kind: sched.GroupAdd, Obj: asleep(x, place), Arg: -1})
}

// asleep returns the number of a place. It is a WaitGroup at one.
func asleep(x *sched.Exec, place *sched.Object) int32 { return x.ID(place, sched.ObjState{N: 1}) }

// Signal wakes the goroutine that sleeps longest, if one sleeps.
func (c *Cond) Signal() {
	x := sched.Current()
	if x == nil {
		c.real.Signal()
		return
	}
	e := x.Do(sched.Op{Kind: sched.CondSignal, Obj: c.id(x)})
	if e.Woke == 0 && len(c.sleepers) > 0 {
		first := c.sleepers[0]
		c.sleepers = c.sleepers[1:]
		wake(x, first)
	}
}

// Broadcast wakes all goroutines that sleep.
func (c *Cond) Broadcast() {
	x := sched.Current()
	if x == nil {
		c.real.Broadcast()
		return
	}
	x.Do(sched.Op{Kind: sched.CondBroadcast, Obj: c.id(x)})
	all := c.sleepers
	c.sleepers = nil
	for _, place := range all {
		wake(x, place)
	}
}
