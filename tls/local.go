package tls

import "sync"

// Local is a value of which each worker has one of its own, and which are merged into one when the workers are done:
// [Sum] for any type, and for workers that somebody else starts. A worker asks for a [Handle], changes the handle's
// value as often as it likes without meeting anybody, and closes the handle. The values are merged in the order in
// which that happens, so the merge should not care for the order, as an addition does not. Where a runtime knows its
// workers, it needs no handles: Matteo Frigo, Pablo Halpern, Charles E. Leiserson and Stephen Lewin-Berlin, "Reducers
// and Other Cilk++ Hyperobjects" (SPAA 2009).
//
// Open, Close and Total take a lock, one after the other; that is also when each of them takes effect. Nothing that a
// worker does in between waits for anybody.
//
// The Close of a Handle, and so all that its worker did before, happens before every Total that has it merged. Use
// [NewLocal]; the zero value has nothing to merge by. A Local must not be copied after first use. Each of Open, Close
// and Total blocks while another of them runs, and is O(1) but for what merge does. Open allocates the handle, the
// others nothing.
type Local[T any] struct {
	mu    sync.Mutex
	merge func(total, own *T)
	total T
	open  int // handles that are not merged yet
}

// NewLocal returns a Local whose total is the zero value of T. merge adds a worker's own value to the total; it is
// called for one worker at a time, holding a lock, so that it must not use the Local, and owns both values: it may
// as well take over what own points to. NewLocal panics if merge is nil.
func NewLocal[T any](merge func(total, own *T)) *Local[T] {
	if merge == nil {
		panic("tls: NewLocal(nil): without a merge the workers' values would be lost; pass what adds one to the total")
	}
	return &Local[T]{merge: merge}
}

// Open returns a handle for one worker, with the zero value of T. It panics if the Local is not one of NewLocal's.
func (l *Local[T]) Open() *Handle[T] {
	if l.merge == nil {
		panic("tls: Local.Open: the zero Local has nothing to merge by; make it with NewLocal")
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open++
	return &Handle[T]{local: l}
}

// Total returns what was merged so far, and how many handles are open still, whose values it misses. If they are none,
// the total is that of all workers. It is a copy as by assignment: where T holds maps or pointers, do not read them
// before all handles are closed, since a later Close changes what they point to.
func (l *Local[T]) Total() (total T, open int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.total, l.open
}

// A Handle is one worker's value of a [Local]. It is for one goroutine at a time, in the sense of happens-before: a
// handle may be handed on, by a channel for example, but not be shared. Two goroutines that use one at once have a
// data race even if neither changes the value, because Own writes to the handle; so the race detector tells of it.
//
// What a goroutine does with a Handle is not synchronized before anything in other goroutines, until Close. The zero
// value is a closed handle; [Local.Open] returns open ones. A Handle must not be copied after first use. Own is
// wait-free, O(1), and allocates nothing.
type Handle[T any] struct {
	own   T
	local *Local[T] // nil when closed
	used  bool      // whether own may be other than zero
	_     noCopy
	_     [128]byte // the next handle, which another worker writes, is on other cache lines
}

// Own returns the worker's own value, to be read and changed until the handle is closed. It panics if that has
// happened.
func (h *Handle[T]) Own() *T {
	if h.local == nil {
		panic("tls: Handle.Own: the handle is closed and its value is merged; close it when its worker is done, or open another")
	}
	h.used = true // a plain write, and so a race with any other use
	return &h.own
}

// Close merges the value into the total. The handle has none any more; to close it again does nothing. If merge
// panics, so does Close: the handle is closed, and the total is what merge has made of it.
func (h *Handle[T]) Close() {
	l := h.local
	if l == nil {
		return
	}
	h.local = nil
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open--
	if h.used {
		l.merge(&l.total, &h.own)
	}
}

// noCopy has go vet complain of copies.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}
