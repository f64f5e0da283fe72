package atomic

import (
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A variable is what an operation is about: a cell, a Value, or what an address points to.
type variable[V any] interface {
	// id returns its number in the execution. It is called first.
	id(x *sched.Exec) int32
	// now returns its value.
	now() V
	// word returns v as the bits by which the execution compares it. If these are an address, they come
	// with the pointer, which an operation that stores it keeps: no pointer that is made later in the
	// execution gets the same bits.
	word(v V) (bits int64, pointer unsafe.Pointer)
}

// initial is what an execution has to know of a variable that it meets.
func initial[V any](v variable[V]) sched.ObjState {
	bits, _ := v.word(v.now())
	return sched.ObjState{Val: uint64(bits)}
}

// The following have the calling goroutine wait, inside an exploration, until its operation is chosen.
// The real operation is to be done at once then: nobody can come between.

func load[V any](v variable[V]) {
	x := sched.Current()
	if x == nil {
		return
	}
	x.Do(sched.Op{Kind: sched.AtomicLoad, Obj: v.id(x)})
	if x.Recording {
		x.Note(v.now())
	}
}

func store[V any](v variable[V], val V) {
	x := sched.Current()
	if x == nil {
		return
	}
	id := v.id(x)
	bits, p := v.word(val)
	x.Do(sched.Op{Kind: sched.AtomicStore, Obj: id, Arg: bits, Data: p})
	if x.Recording {
		x.Note(val)
	}
}

// compareAndSwap has the execution come to the same end as the real one: it compares the same bits.
func compareAndSwap[V any](v variable[V], old, new V) {
	x := sched.Current()
	if x == nil {
		return
	}
	id := v.id(x)
	expected, _ := v.word(old)
	bits, p := v.word(new)
	e := x.Do(sched.Op{Kind: sched.AtomicCAS, Obj: id, Arg: expected, Arg2: bits, Data: p})
	switch {
	case !x.Recording:
	case e.Mode == sched.Read:
		x.Note(v.now())
	default:
		x.Note(new)
	}
}

// An update is a read-modify-write that is being made.
type update[V any] struct {
	x  *sched.Exec // nil outside
	v  variable[V]
	id int32
	e  *sched.Event
}

// begin is followed by the real operation, and that by end.
func begin[V any](v variable[V], operand V) update[V] {
	x := sched.Current()
	if x == nil {
		return update[V]{}
	}
	id := v.id(x)
	_, p := v.word(operand)
	return update[V]{x, v, id, x.Do(sched.Op{Kind: sched.AtomicAdd, Obj: id, Data: p})}
}

// end tells the execution what has become of the value.
func (u update[V]) end() {
	if u.x == nil {
		return
	}
	bits, _ := u.v.word(u.v.now())
	u.x.Added(u.e, u.id, uint64(bits))
	if u.x.Recording {
		u.x.Note(u.v.now())
	}
}

// word is the word of a bool, an integer or a pointer.
func word[V any](v V) (bits int64, pointer unsafe.Pointer) {
	switch v := any(&v).(type) {
	case *bool:
		if *v {
			return 1, nil
		}
		return 0, nil
	case *int32:
		return int64(*v), nil
	case *int64:
		return *v, nil
	case *uint32:
		return int64(*v), nil
	case *uint64:
		return int64(*v), nil
	case *uintptr:
		return int64(*v), nil
	}
	p := *(*unsafe.Pointer)(unsafe.Pointer(&v))
	return int64(uintptr(p)), p
}
