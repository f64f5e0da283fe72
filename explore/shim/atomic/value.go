package atomic

import (
	"reflect"
	"sync/atomic"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Value is an atomic value of whatever type the first one has that is stored; nil at first. To store
// one of another type panics, and so does to store nil. It must not be copied after first use.
type Value struct {
	real atomic.Value
	obj  sched.Object

	// What the execution of this stamp has numbered.
	stamp uint64
	known map[any]int64
	last  int64
}

// Load returns the value, nil if none was stored.
func (v *Value) Load() (val any) {
	load(v)
	return v.real.Load()
}

// Store sets the value. It panics if val is nil, or of another type than the value.
func (v *Value) Store(val any) {
	if val != nil {
		store(v, val)
	}
	v.real.Store(val)
}

// Swap sets the value, and returns the one that was there, nil if there was none. It panics if new is nil,
// or of another type than the value.
func (v *Value) Swap(new any) (old any) {
	if new == nil {
		return v.real.Swap(new) // and panic
	}
	u := begin(v, new)
	old = v.real.Swap(new)
	u.end()
	return old
}

// CompareAndSwap sets the value to new if it is equal to old, and says whether it was; old may be nil, for
// no value at all. It panics if new is nil, if the types of new, of old and of the value are not the
// same, and if they are of a type that has no ==.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new != nil && (old == nil || reflect.TypeOf(old) == reflect.TypeOf(new)) {
		compareAndSwap(v, old, new)
	}
	return v.real.CompareAndSwap(old, new)
}

func (v *Value) id(x *sched.Exec) int32 {
	if v.stamp != x.Stamp() {
		v.stamp, v.last = x.Stamp(), 0
		clear(v.known)
	}
	return x.ID(&v.obj, initial(v))
}

func (v *Value) now() any { return v.real.Load() }

// word numbers the values that are not equal. Nil has 0, and a value that is not even equal to itself has
// a new number every time.
func (v *Value) word(val any) (bits int64, pointer unsafe.Pointer) {
	if val == nil {
		return 0, nil
	}
	equal := hasEqual(val)
	if equal {
		if n, ok := v.known[val]; ok {
			return n, nil
		}
	}
	v.last++
	if equal {
		if v.known == nil {
			v.known = map[any]int64{}
		}
		v.known[val] = v.last
	}
	return v.last, nil
}

// hasEqual says whether val may be compared.
func hasEqual(val any) bool {
	switch t := reflect.TypeOf(val); t.Kind() {
	case reflect.Struct, reflect.Array: // it depends on what is in them
		return reflect.ValueOf(val).Comparable()
	default:
		return t.Comparable()
	}
}
