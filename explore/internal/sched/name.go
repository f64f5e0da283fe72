package sched

import (
	"reflect"
	"slices"
	"unsafe"
)

// A Name tells an object from all others in every execution in which the goroutine that has allocated it does the
// same up to then. Numbers do not: objects get them in the order in which they are met.
type Name struct {
	G   int32   // allocated it; None if it is a variable of a package
	K   int32   // the how manyth allocation of the goroutine, from 1; negative if it is the execution's; 0 if the object has no name
	Off uintptr // where in the allocated memory it is
}

// memory is a piece of memory by which objects that are in it get names.
type memory struct {
	at   unsafe.Pointer
	size uintptr
	Name
	variable Variable
}

// A Variable is what the source has in a piece of memory.
type Variable struct {
	Name string // "" if it is not one that was declared
	Type reflect.Type
}

// mostAllocations is how many allocations of a goroutine give names. A loop that allocates without an end would
// otherwise keep all that it has allocated.
const mostAllocations = 1 << 10

// statics are the variables of packages, sorted by their addresses.
var statics []memory

// Static gives names to the objects in a variable of a package. It is called when the program starts, in the
// same order in each of its processes.
func Static(p unsafe.Pointer, size uintptr, v Variable) {
	statics = insert(statics, memory{p, size, Name{G: None, K: int32(len(statics)) + 1}, v})
}

// Allocated gives names to the objects in what the running goroutine has just allocated.
func (x *Exec) Allocated(p unsafe.Pointer, size uintptr, v Variable) {
	g := x.cur
	var here byte
	if size == 0 || g == nil || g.allocations == mostAllocations || !g.isAt(&here) {
		return
	}
	g.allocations++
	x.allocated = append(x.allocated, memory{p, size, Name{G: g.id, K: g.allocations}, v})
}

// Variable returns the variable that an object is in, and where in it that is.
func (x *Exec) Variable(obj int32) (v Variable, at uintptr) {
	name := x.Names[obj]
	if name.K <= 0 {
		return Variable{}, 0
	}
	pieces := x.places
	if name.G == None {
		pieces = statics
	}
	i := slices.IndexFunc(pieces, func(m memory) bool { return m.G == name.G && m.K == name.K })
	if i < 0 {
		return Variable{}, 0
	}
	return pieces[i].variable, name.Off
}

// nameOf returns the name of the object at p.
func (x *Exec) nameOf(p unsafe.Pointer) Name {
	switch p {
	case unsafe.Pointer(&x.clock):
		return Name{G: None, K: -1}
	case unsafe.Pointer(&x.crowd):
		return Name{G: None, K: -2}
	}
	for _, m := range x.allocated {
		x.places = insert(x.places, m)
	}
	x.allocated = x.allocated[:0]
	if n := find(x.places, p); n.K != 0 {
		return n
	}
	return find(statics, p)
}

// forget begins a new execution.
func (x *Exec) forget() {
	clear(x.allocated) // what they point to is garbage
	clear(x.places)
	x.allocated, x.places = x.allocated[:0], x.places[:0]
}

// insert adds a piece of memory to those that are sorted. It takes the place of those that were where it is: these are
// in use no more.
func insert(sorted []memory, m memory) []memory {
	at, _ := slices.BinarySearchFunc(sorted, m.at, compareAddress)
	end := at
	for end < len(sorted) && uintptr(sorted[end].at) < uintptr(m.at)+m.size {
		end++
	}
	if at > 0 && uintptr(sorted[at-1].at)+sorted[at-1].size > uintptr(m.at) {
		at--
	}
	return slices.Replace(sorted, at, end, m)
}

// find returns the name of what is at p.
func find(sorted []memory, p unsafe.Pointer) Name {
	at, ok := slices.BinarySearchFunc(sorted, p, compareAddress)
	if !ok {
		at--
	}
	if at < 0 || uintptr(p)-uintptr(sorted[at].at) >= sorted[at].size {
		return Name{}
	}
	n := sorted[at].Name
	n.Off = uintptr(p) - uintptr(sorted[at].at)
	return n
}

func compareAddress(m memory, p unsafe.Pointer) int {
	switch a, b := uintptr(m.at), uintptr(p); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
