// Package sync is Go's package sync for generated code and for tests written by hand. Inside an
// exploration each operation is a step of which the search decides when it is made; outside, each type
// is the real one that it holds.
//
// Every execution finds the locks free, the WaitGroups at zero, no Once done and the Pools empty. What
// was done to them outside, or in another execution, does not count. A Map keeps what it holds, like any
// variable.
package sync

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Locker is what can be locked and unlocked. It is the real one.
type Locker = sync.Locker

// A Mutex lets one goroutine in at a time. The zero value is unlocked. A Mutex must not be copied after
// first use.
//
// An Unlock happens before every Lock, and every TryLock that succeeds, that comes after it.
type Mutex struct {
	real sync.Mutex
	obj  sched.Object
}

func (m *Mutex) id(x *sched.Exec) int32 { return x.ID(&m.obj, sched.ObjState{}) }

// Lock locks the mutex. It waits while that is locked.
func (m *Mutex) Lock() {
	x := sched.Current()
	if x == nil {
		m.real.Lock()
		return
	}
	x.Do(sched.Op{Kind: sched.Lock, Obj: m.id(x)})
}

// TryLock locks the mutex if it is not locked, and says whether it has.
func (m *Mutex) TryLock() bool {
	x := sched.Current()
	if x == nil {
		return m.real.TryLock()
	}
	return x.Do(sched.Op{Kind: sched.TryLock, Obj: m.id(x)}).Mode != sched.Read
}

// Unlock unlocks the mutex, whoever has locked it. It is a fatal error if nobody has.
func (m *Mutex) Unlock() {
	x := sched.Current()
	if x == nil {
		m.real.Unlock()
		return
	}
	if x.Do(sched.Op{Kind: sched.Unlock, Obj: m.id(x)}).Mode == sched.Read {
		x.Fatal("sync: unlock of unlocked mutex")
	}
}
