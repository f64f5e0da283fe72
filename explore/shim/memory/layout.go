package memory

import (
	"reflect"
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A part is a variable in a larger one.
type part struct {
	offset, size uintptr
	isObject     bool // it is a lock or the like, of which this is the object by which it is known
}

// isVariable says whether what has type t is not made of others.
func isVariable(t reflect.Type) bool {
	k := t.Kind()
	return k != reflect.Struct && k != reflect.Array
}

// layouts are the parts of the types that have been looked at.
var layouts sync.Map // reflect.Type -> []part

// many is how many variables are told apart in what is loaded or stored at once.
const many = 1 << 12

// isLarge says whether so many values of a type hold more variables than are told apart.
func isLarge(t reflect.Type, n int) bool {
	for t.Kind() == reflect.Array {
		n *= t.Len()
		t = t.Elem()
	}
	if n <= many && t.Kind() == reflect.Struct {
		n *= len(layoutOf(t))
	}
	return n > many
}

// layoutOf returns the variables that a value of type t is made of.
func layoutOf(t reflect.Type) []part {
	if known, ok := layouts.Load(t); ok {
		return known.([]part)
	}
	parts := appendParts(nil, t, 0)
	layouts.Store(t, parts)
	return parts
}

func appendParts(parts []part, t reflect.Type, offset uintptr) []part {
	switch t.Kind() {
	case reflect.Struct:
		if at, ok := objectIn(t); ok {
			return append(parts, part{offset: offset + at, isObject: true})
		}
		for i := range t.NumField() {
			if f := t.Field(i); f.Name != "_" {
				parts = appendParts(parts, f.Type, offset+f.Offset)
			}
		}
		return parts
	case reflect.Array:
		for i := range t.Len() {
			parts = appendParts(parts, t.Elem(), offset+uintptr(i)*t.Elem().Size())
		}
		return parts
	}
	return append(parts, part{offset: offset, size: t.Size()})
}

// objectIn returns where the object is in a struct of a shim.
func objectIn(t reflect.Type) (at uintptr, ok bool) {
	for i := range t.NumField() {
		if f := t.Field(i); f.Type == object {
			return f.Offset, true
		}
	}
	return 0, false
}

// isShim says whether a struct is of a shim, and knows of the search by itself.
func isShim(t reflect.Type) bool {
	_, is := objectIn(t)
	return is
}

var object = reflect.TypeFor[sched.Object]()
