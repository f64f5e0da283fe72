package sched

import (
	"reflect"
	"unsafe"
)

var objectType = reflect.TypeFor[Object]()

// Announce gives numbers to the objects in what p points to, fields and elements included, but not what
// pointers in it point to. The objects get their first state when they are used.
func (x *Exec) Announce(p any) {
	if v := reflect.ValueOf(p); v.Kind() == reflect.Pointer && !v.IsNil() {
		x.announce(v.Elem())
	}
}

func (x *Exec) announce(v reflect.Value) {
	switch {
	case v.Type() == objectType:
		o := (*Object)(unsafe.Pointer(v.UnsafeAddr()))
		if o.stamp == x.stamp && o.self == o {
			return
		}
		x.ID(o, ObjState{})
		o.announced = true
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			x.announce(v.Field(i))
		}
	case v.Kind() == reflect.Array:
		for i := range v.Len() {
			x.announce(v.Index(i))
		}
	}
}
