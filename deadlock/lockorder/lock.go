package lockorder

import (
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
)

// A lock is what a Mutex and an RWMutex have in common: who they are.
type lock struct {
	birth    atomic.Uint64          // a packed word, see number; 0 before the lock is taken or named
	node     atomic.Pointer[handle] // its place in the graph, nil until it is taken inside another lock
	handoffs atomic.Uint32          // how often another goroutine has unlocked it than had locked it
	loose    atomic.Bool            // see Distrust
}

// The word birth is
//
//	bits 63..21  the lock's number, which no other lock has ever had
//	bit  20      it is an RWMutex
//	bits 19..0   the number of the path where it was taken first; 0 if it has only been named
const (
	birthBits = pathBits + 1
	birthRW   = 1 << pathBits
	birthPath = birthRW - 1
)

var numbers atomic.Uint64

// number returns the lock's number.
func (l *lock) number(m mode, p *path) uint64 {
	birth := l.birth.Load()
	for birth&birthPath == 0 {
		first := birth
		if first == 0 {
			first = newBirth(m != locking)
		}
		if l.birth.CompareAndSwap(birth, first|uint64(p.number)) && p.number == 0 {
			break
		}
		birth = l.birth.Load()
	}
	return birth >> birthBits
}

func newBirth(isRW bool) uint64 {
	birth := numbers.Add(1) << birthBits
	if isRW {
		birth |= birthRW
	}
	return birth
}

// known returns the number of a lock that has one, else 0.
func (l *lock) known() uint64 { return l.birth.Load() >> birthBits }

// A handle is what a lock has of its node in the graph. The graph has none, so that it becomes garbage with the lock,
// and the node is then taken out.
type handle struct{ *node }

// inGraph returns the node of a lock that has a number.
func (l *lock) inGraph() *node {
	h := l.node.Load()
	if h == nil {
		h = &handle{newNode(l)}
		h.handed.Store(l.handoffs.Load() > 0)
		if l.node.CompareAndSwap(nil, h) {
			runtime.AddCleanup(h, order.remove, h.node)
		} else {
			h = l.node.Load()
		}
	}
	return h.node
}

// Name gives a lock, a *[Mutex] or an *[RWMutex] of this package or what RLocker returns of one, the name that it has in
// reports. Other locks have no use for one.
func Name(l sync.Locker, name string) {
	if n := nodeOf(l); n != nil {
		order.Lock()
		defer order.Unlock()
		n.name = name
	}
}

// Rank gives a lock a rank: who holds it may take only locks of a higher rank, of the same one, or of none. The
// program is reported for taking one of a lower rank, whether or not anybody ever takes them the other way round. A
// lock has no rank until it is given one. To others than the locks of this package it does nothing.
func Rank(l sync.Locker, rank int) {
	if n := nodeOf(l); n != nil {
		order.Lock()
		defer order.Unlock()
		n.rank = &rank
	}
}

// Distrust says that a lock is handed on: who unlocks it need not be who has locked it, so that the goroutine that has
// locked it is not to be taken for its holder. From then on nobody holds the lock, for all that the checker knows, and it
// reports nothing for which somebody would have to: no order of locks in which this one comes first and another behind it,
// no wait of a goroutine for itself or of several in a circle that is closed by it, no holder that has ended. Nor is it a
// gate lock, for it need not keep others apart, nor does it have an owner in a dump. That somebody waits for it is seen, as
// by [Limit].
//
// The price is that of a real circle through the lock nothing is reported either. So it is for locks that are handed on
// by design, such as one that the first reader locks and the last one unlocks: there a count decides who unlocks, and
// no order of locks says that. One that is merely unlocked by another goroutine now and then needs no word:
// where that was seen, nothing is reported until the lock is unlocked by who has locked it.
//
// Distrust is for the life of the lock, and best said before it is first locked. Later, it takes back that others were
// taken with it held; of what it was a gate lock for by then, it stays one. Any goroutine may call it, at any time and
// again. To others than the locks of this package, which are those of [Name], it does nothing. It panics if l is nil.
func Distrust(l sync.Locker) {
	if v := reflect.ValueOf(l); l == nil || v.Kind() == reflect.Pointer && v.IsNil() {
		panic("lockorder: Distrust(l): no lock, but nil; pass a pointer to one")
	}
	one, isRW := lockIn(l)
	if one == nil {
		return
	}
	n := one.named(isRW)
	one.loose.Store(true)
	unlocks.Add(1) // so that those who have locked it look through what they hold
	take(n.number, reading)
	take(n.number, writing)
	take(n.number, locking)
	order.Lock()
	defer order.Unlock()
	n.loose = true
	for _, e := range n.outs {
		order.drop(e.labels)
		e.labels = nil
	}
}

// named returns the node of a lock that may not have been taken yet.
func (l *lock) named(isRW bool) *node {
	if l.birth.Load() == 0 {
		l.birth.CompareAndSwap(0, newBirth(isRW))
	}
	return l.inGraph()
}

// nodeOf returns the node of a lock of ours, else nil.
func nodeOf(l sync.Locker) *node {
	if one, isRW := lockIn(l); one != nil {
		return one.named(isRW)
	}
	return nil
}

// lockIn returns what a lock of ours has in common with others, nil of any other.
func lockIn(l sync.Locker) (one *lock, isRW bool) {
	switch l := l.(type) {
	case *Mutex:
		return &l.lock, false
	case *RWMutex:
		return &l.lock, true
	case *reader:
		return &l.lock, true
	}
	return nil, false
}
