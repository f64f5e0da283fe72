package sync

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A RWMutex lets one writer in at a time, or any number of readers. The zero value is unlocked. A RWMutex
// must not be copied after first use.
//
// While a writer waits for the readers to leave, new readers wait for the writer. So a goroutine must not
// read-lock twice. Inside an exploration such deadlocks are found, by other means than by trying when the writer
// begins to wait. That is tried in programs that have a TryRLock, which fails from then on.
//
// An Unlock happens before every Lock and RLock that comes after it; a RUnlock before every Lock that
// comes after it.
type RWMutex struct {
	real sync.RWMutex
	obj  sched.Object
}

func (rw *RWMutex) id(x *sched.Exec) int32 { return x.ID(&rw.obj, sched.ObjState{}) }

// Lock locks for writing. It waits while there is another writer, or a reader.
func (rw *RWMutex) Lock() {
	x := sched.Current()
	if x == nil {
		rw.real.Lock()
		return
	}
	x.WriteLock(rw.id(x))
}

// TryLock locks for writing if it need not wait for that, and says whether it has.
func (rw *RWMutex) TryLock() bool {
	x := sched.Current()
	if x == nil {
		return rw.real.TryLock()
	}
	return x.Do(sched.Op{Kind: sched.RWTryLock, Obj: rw.id(x)}).Mode != sched.Read
}

// Unlock undoes a Lock, whoever has called that. It is a fatal error if nobody has.
func (rw *RWMutex) Unlock() {
	x := sched.Current()
	if x == nil {
		rw.real.Unlock()
		return
	}
	if x.Do(sched.Op{Kind: sched.RWUnlock, Obj: rw.id(x)}).Mode == sched.Read {
		x.Fatal("sync: Unlock of unlocked RWMutex")
	}
}

// RLock locks for reading. It waits while there is a writer.
func (rw *RWMutex) RLock() {
	x := sched.Current()
	if x == nil {
		rw.real.RLock()
		return
	}
	x.Do(sched.Op{Kind: sched.RLock, Obj: rw.id(x)})
}

// TryRLock locks for reading if it need not wait for that, and says whether it has.
func (rw *RWMutex) TryRLock() bool {
	x := sched.Current()
	if x == nil {
		return rw.real.TryRLock()
	}
	x.Refine(sched.TryRLock) // it fails also while a writer waits
	return x.Do(sched.Op{Kind: sched.TryRLock, Obj: rw.id(x)}).Mode != sched.Read
}

// RUnlock undoes one RLock, whoever has called that. It is a fatal error if nobody has.
func (rw *RWMutex) RUnlock() {
	x := sched.Current()
	if x == nil {
		rw.real.RUnlock()
		return
	}
	if x.Do(sched.Op{Kind: sched.RUnlock, Obj: rw.id(x)}).Mode == sched.Read {
		x.Fatal("sync: RUnlock of unlocked RWMutex")
	}
}

// RLocker returns a Locker that locks rw for reading.
func (rw *RWMutex) RLocker() Locker { return (*reader)(rw) }

// A reader is a RWMutex as its readers see it.
type reader RWMutex

func (r *reader) Lock()   { (*RWMutex)(r).RLock() }
func (r *reader) Unlock() { (*RWMutex)(r).RUnlock() }
