package memory

import (
	"reflect"
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A part is a variable in a larger one.
type part struct{ offset, size uintptr }

// isVariable says whether what has type t is not made of others.
func isVariable(t reflect.Type) bool {
	k := t.Kind()
	return k != reflect.Struct && k != reflect.Array
}

// layouts are the parts of the types that have been looked at.
var layouts sync.Map // reflect.Type -> []part

// layoutOf returns the variables that a value of type t is made of.
func layoutOf(t reflect.Type) []part {
	if known, ok := layouts.Load(t); ok {
		return known.([]part)
	}
	parts := appendParts(nil, t, 0)
	layouts.Store(t, parts)
	return parts
}

func appendParts(parts []part, t reflect.Type, at uintptr) []part {
	switch t.Kind() {
	case reflect.Struct:
		if isShim(t) {
			return parts
		}
		for i := range t.NumField() {
			if f := t.Field(i); f.Name != "_" {
				parts = appendParts(parts, f.Type, at+f.Offset)
			}
		}
		return parts
	case reflect.Array:
		for i := range t.Len() {
			parts = appendParts(parts, t.Elem(), at+uintptr(i)*t.Elem().Size())
		}
		return parts
	}
	return append(parts, part{at, t.Size()})
}

// isShim says whether a struct is of a shim, and knows of the search by itself.
func isShim(t reflect.Type) bool {
	for i := range t.NumField() {
		if t.Field(i).Type == object {
			return true
		}
	}
	return false
}

var object = reflect.TypeFor[sched.Object]()
