package sched

import (
	"cmp"
	"slices"
	"unsafe"
)

// owns notes where an object is. One that is where another was that has been assigned to has no name, which would be
// that of both.
func (x *Exec) owns(o *Object) {
	for len(x.owners) <= int(o.id) {
		x.owners = append(x.owners, nil)
	}
	x.owners[o.id] = o
	if slices.Contains(x.assigned, o) {
		x.Names[o.id] = Name{}
	}
}

// Assigned tells that a lock or the like is about to be assigned to.
func (x *Exec) Assigned(o *Object) { x.assigned = append(x.assigned, o) }

// memory is the address that stands for the memory of a lock or the like, which is not what the lock itself is known
// by.
func (o *Object) memory() unsafe.Pointer { return unsafe.Add(unsafe.Pointer(o), 1) }

// MemoryOf returns the number of the memory that a lock or the like is in, which is loaded or stored as a whole: to
// copy a lock is to read it, and to assign to it is a write.
func (x *Exec) MemoryOf(o *Object) int32 {
	x.copies = true
	return x.IDAt(o.memory(), ObjState{})
}

// Memory returns the number of the memory that an object is in, None if nobody loads or stores that as a whole.
func (x *Exec) Memory(obj int32) int32 {
	if !x.copies || int(obj) >= len(x.owners) || x.owners[obj] == nil {
		return None
	}
	if id, ok := x.addresses[x.owners[obj].memory()]; ok {
		return id
	}
	return None
}

// A Located is the number of what is known by its address.
type Located struct {
	At unsafe.Pointer
	ID int32
}

// Within returns what is known by an address in so many bytes at p, in the order of the numbers.
func (x *Exec) Within(p unsafe.Pointer, size uintptr) (known []Located) {
	for at, id := range x.addresses {
		if uintptr(at)-uintptr(p) < size {
			known = append(known, Located{at, id})
		}
	}
	slices.SortFunc(known, func(a, b Located) int { return cmp.Compare(a.ID, b.ID) })
	return known
}
