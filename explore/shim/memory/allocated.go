package memory

import (
	"reflect"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// What has been allocated where is told by the functions below, so that what is there can be recognized in another
// execution, which has it at other addresses: that keeps the search from running a trace twice. And reports call a
// variable by its name.

// New returns p, which points to what has just been allocated.
func New[T any](p *T) *T {
	if x := sched.Current(); x != nil {
		x.Allocated(unsafe.Pointer(p), unsafe.Sizeof(*p), sched.Variable{})
	}
	return p
}

// MadeSlice returns s, whose elements have just been allocated.
func MadeSlice[S ~[]E, E any](s S) S {
	if x := sched.Current(); x != nil && cap(s) > 0 {
		x.Allocated(unsafe.Pointer(unsafe.SliceData(s)), uintptr(cap(s))*unsafe.Sizeof(s[:1][0]), sched.Variable{})
	}
	return s
}

// MadeMap returns m, which has just been allocated.
func MadeMap[M ~map[K]V, K comparable, V any](m M) M {
	if x := sched.Current(); x != nil {
		x.Allocated(*(*unsafe.Pointer)(unsafe.Pointer(&m)), 1, sched.Variable{})
	}
	return m
}

// Declared tells of a variable that has just been declared.
func Declared[T any](p *T, name string) {
	if x := sched.Current(); x != nil {
		x.Allocated(unsafe.Pointer(p), unsafe.Sizeof(*p), sched.Variable{Name: name, Type: reflect.TypeFor[T]()})
	}
}

// Static tells of a variable of a package. It is called when the program starts.
func Static[T any](p *T, name string) {
	sched.Static(unsafe.Pointer(p), unsafe.Sizeof(*p), sched.Variable{Name: name, Type: reflect.TypeFor[T]()})
}
