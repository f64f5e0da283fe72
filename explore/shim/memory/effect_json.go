package memory

import (
	"encoding"
	"reflect"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Marshalled is for what encodes v as package json does. It returns v.
func Marshalled[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) { a.json(sched.Load, v) })
}

// Unmarshalled is for what decodes JSON to where v points. It returns v.
func Unmarshalled[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) {
		if v.Kind() == reflect.Pointer && !v.IsNil() {
			a.json(sched.Store, v)
		}
	})
}

var marshalers = map[sched.Kind][]reflect.Type{
	sched.Load: {
		reflect.TypeFor[interface{ MarshalJSON() ([]byte, error) }](), reflect.TypeFor[encoding.TextMarshaler](),
	},
	sched.Store: {
		reflect.TypeFor[interface{ UnmarshalJSON([]byte) error }](), reflect.TypeFor[encoding.TextUnmarshaler](),
	},
}

// json adds what package json encodes, or decodes to: all that pointers, interfaces, slices and maps lead to, and of
// structs the fields that have a name in JSON. Where there is a method that does it, that is called.
//
// Which fields are decoded to depends on what there is in the text. That may be all of them.
func (a *accesses) json(kind sched.Kind, v reflect.Value) {
	if !v.IsValid() || len(a.loads)+len(a.stores) >= mostAccesses {
		return
	}
	if (v.Kind() != reflect.Pointer || !v.IsNil()) && a.calls(v, marshalers[kind]...) {
		return
	}
	if v.CanAddr() && a.calls(v.Addr(), marshalers[kind]...) {
		return
	}
	if v.Kind() != reflect.Struct {
		a.access(kind, v)
	}
	if a.isAgain(v) {
		return
	}
	switch v.Kind() {
	case reflect.Map:
		a.mapOf(kind, v)
		if kind == sched.Load { // what is decoded is new
			a.entries(v, func(v reflect.Value) { a.json(kind, v) })
		}
	case reflect.Struct:
		a.jsonFields(kind, v)
	case reflect.Slice, reflect.Array:
		for i := range min(v.Len(), mostAccesses) {
			a.json(kind, v.Index(i))
		}
	case reflect.Interface, reflect.Pointer:
		if v.Kind() == reflect.Pointer || kind == sched.Load || v.Elem().Kind() == reflect.Pointer {
			a.json(kind, v.Elem())
		}
	}
}

// jsonFields is json of the fields of a struct.
func (a *accesses) jsonFields(kind sched.Kind, v reflect.Value) {
	for _, f := range reflect.VisibleFields(v.Type()) {
		if !f.IsExported() || f.Anonymous && f.Tag.Get("json") == "" && isStruct(f.Type) || isHidden(v.Type(), f) {
			continue
		}
		if field, err := v.FieldByIndexErr(f.Index); err == nil { // else there is no struct that has it
			a.json(kind, field)
		}
	}
}

// isHidden says whether a field, or one that has it, has no name in JSON.
func isHidden(t reflect.Type, f reflect.StructField) bool {
	for i := range f.Index {
		name, _, _ := strings.Cut(t.FieldByIndex(f.Index[:i+1]).Tag.Get("json"), ",")
		if name == "-" || name != "" && i+1 < len(f.Index) { // what has a name is an object, and its fields are in that
			return true
		}
	}
	return false
}

// isStruct says whether t is a struct, or a pointer to one.
func isStruct(t reflect.Type) bool {
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct
}
