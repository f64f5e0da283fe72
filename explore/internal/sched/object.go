package sched

import "unsafe"

// An Object is the part of a mutex, a channel, a variable by which executions know it. The zero
// value is an object that no execution has met.
type Object struct {
	stamp uint64
	id    int32
}

// Stamp returns a number that no other execution has, of this exploration or another.
func (x *Exec) Stamp() uint64 { return x.stamp }

// ID returns the object's number in this execution. One that is new is given init as its state.
func (x *Exec) ID(o *Object, init ObjState) int32 {
	if o.stamp != x.stamp {
		o.stamp, o.id = x.stamp, int32(len(x.Objs))
		x.Objs, x.Inits = append(x.Objs, init), append(x.Inits, init)
	}
	return o.id
}

// IDAt is ID for an object that is known by its address alone, as plain memory is. The address must stay
// in use until the execution ends.
func (x *Exec) IDAt(p unsafe.Pointer, init ObjState) int32 {
	id, ok := x.addresses[p]
	if !ok {
		id = int32(len(x.Objs))
		x.Objs, x.Inits = append(x.Objs, init), append(x.Inits, init)
		x.addresses[p] = id
	}
	return id
}
