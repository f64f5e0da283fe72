package memory

import (
	"reflect"
	"slices"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// several is the step of loading n values at p, or of storing there those at v. It returns false if they have no
// variables, which is no step.
func several[T any](x *sched.Exec, kind sched.Kind, p, v *T, n int) bool {
	t := reflect.TypeFor[T]()
	if t.Size() == 0 {
		return false
	}
	if isLarge(t, n) {
		region(x, kind, t, unsafe.Pointer(p), unsafe.Pointer(v), uintptr(n)*t.Size())
		return true
	}
	layout := layoutOf(t)
	vars := x.NewCases(n * len(layout))[:0]
	for i := range n {
		offset := uintptr(i) * t.Size()
		values := unsafe.Pointer(v)
		if v != nil {
			values = unsafe.Add(values, offset)
		}
		vars = variables(vars, x, kind, layout, unsafe.Add(unsafe.Pointer(p), offset), values)
	}
	return together(x, kind, vars)
}

// variables appends the variables of a value at p; and, of each, the bits that it has in the value at v, which may be
// nil.
func variables(vars []sched.Case, x *sched.Exec, kind sched.Kind, layout []part, p, v unsafe.Pointer) []sched.Case {
	for _, part := range layout {
		at := unsafe.Add(p, part.offset)
		one := sched.Case{Kind: kind}
		if part.isObject {
			o := (*sched.Object)(at)
			one.Obj = x.MemoryOf(o)
			if kind == sched.Store {
				x.Assigned(o)
			}
		} else {
			one.Obj = x.IDAt(at, sched.ObjState{Val: sched.WordAt(at, part.size)})
		}
		if v != nil {
			one.Bits = sched.WordAt(unsafe.Add(v, part.offset), part.size)
		}
		vars = append(vars, one)
	}
	return vars
}

// region is the step of loading or storing so many values that their variables are not told apart: it is about those
// that others have to do with, be it later.
func region(x *sched.Exec, kind sched.Kind, t reflect.Type, p, v unsafe.Pointer, size uintptr) {
	for t.Kind() == reflect.Array {
		t = t.Elem()
	}
	layout := layoutOf(t)
	x.IDAt(p, sched.ObjState{Val: sched.WordAt(p, layout[0].size)}) // so that two regions have one in common
	known := x.Within(p, size)
	op := sched.Op{Kind: sched.LoadAll, Obj: sched.None, Data: p, Arg: int64(size), Cases: x.NewCases(len(known))[:0]}
	if kind == sched.Store {
		op.Kind = sched.StoreAll
	}
	for _, k := range known {
		one := sched.Case{Kind: kind, Obj: k.ID}
		offset := uintptr(k.At) - uintptr(p)
		i := slices.IndexFunc(layout, func(part part) bool { return part.offset == offset%t.Size() })
		if v != nil && i >= 0 {
			one.Bits = sched.WordAt(unsafe.Add(v, offset), layout[i].size)
		}
		op.Cases = append(op.Cases, one)
	}
	x.Do(op)
}
