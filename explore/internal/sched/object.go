package sched

import "unsafe"

// An Object is the part of a mutex, a channel, a variable by which executions know it. The zero
// value is an object that no execution has met.
type Object struct {
	stamp     uint64
	self      *Object // where it was when it got its number
	id        int32
	announced bool // and not used yet: it has no state
}

// Stamp returns a number that no other execution has, of this exploration or another.
func (x *Exec) Stamp() uint64 { return x.stamp }

// ID returns the object's number in this execution. One that is new is given init as its state; a copy,
// which is an object of its own, that of the original.
func (x *Exec) ID(o *Object, init ObjState) int32 {
	if o.stamp == x.stamp && o.self == o {
		if o.announced {
			o.announced = false
			x.Objs[o.id], x.Inits[o.id] = init, init
		}
		return o.id
	}
	if o.stamp == x.stamp {
		init = x.Objs[o.id]
	}
	*o = Object{stamp: x.stamp, self: o, id: x.add(unsafe.Pointer(o), init)}
	x.owns(o)
	return o.id
}

// add gives a number to what is met for the first time.
func (x *Exec) add(p unsafe.Pointer, init ObjState) int32 {
	id := int32(len(x.Objs))
	x.Objs, x.Inits, x.Names = append(x.Objs, init), append(x.Inits, init), append(x.Names, x.nameOf(p))
	return id
}

// Word returns the bits of what p points to, see WordAt.
func Word[T any](p *T) uint64 { return WordAt(unsafe.Pointer(p), unsafe.Sizeof(*p)) }

// WordAt returns the bits of so many bytes at p, 0 if they are more than a word: all that an atomic operation on
// the same memory can compare.
func WordAt(p unsafe.Pointer, size uintptr) uint64 {
	switch size {
	case 1:
		return uint64(*(*uint8)(p))
	case 2:
		return uint64(*(*uint16)(p))
	case 4:
		return uint64(*(*uint32)(p))
	case 8:
		return *(*uint64)(p)
	}
	return 0
}

// Known returns the number of what has one by its address, see IDAt.
func (x *Exec) Known(p unsafe.Pointer) (id int32, ok bool) {
	id, ok = x.addresses[p]
	return id, ok
}

// IDAt is ID for an object that is known by its address alone, as plain memory and channels are. The address must stay
// in use until the execution ends.
func (x *Exec) IDAt(p unsafe.Pointer, init ObjState) int32 {
	id, ok := x.addresses[p]
	if !ok {
		id = x.add(p, init)
		x.addresses[p] = id
	}
	return id
}
