package atomic_test

import (
	"fmt"
	"math"
	goatomic "sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
)

// Values that are equal or not, that are not even to themselves, that have no ==, and that are of
// different types.
var values = []any{nil, 1, 2, "1", math.NaN(), [2]any{1, 2}, [2]any{1, []int{}}, []int{1}, &struct{ n int }{1}, &struct{ n int }{1}}

// A value is an atomic.Value, ours or a real one.
type value interface {
	Load() any
	Store(val any)
	Swap(new any) any
	CompareAndSwap(old, new any) bool
}

// holding returns v with a first value.
func holding(v value, first any) value {
	if first != nil {
		v.Store(first)
	}
	return v
}

// try returns what do returns or panics with.
func try(do func() any) (result string) {
	defer func() {
		if r := recover(); r != nil {
			result = fmt.Sprint("panic: ", r)
		}
	}()
	return fmt.Sprintf("%#v", do())
}

// All methods return, and panic with, what those of a real Value do.
func TestValue(t *testing.T) {
	alone(t, func(t *testing.T) {
		for _, first := range values {
			for _, old := range values {
				for _, new := range values {
					for name, do := range map[string]func(v value) any{
						"Store":          func(v value) any { v.Store(new); return nil },
						"Swap":           func(v value) any { return v.Swap(new) },
						"CompareAndSwap": func(v value) any { return v.CompareAndSwap(old, new) },
					} {
						ours, theirs := holding(&atomic.Value{}, first), holding(&goatomic.Value{}, first)
						got, want := try(func() any { return do(ours) }), try(func() any { return do(theirs) })
						assert.Equal(t, want, got, "%s: %#v, %#v, %#v", name, first, old, new)
						if name == "CompareAndSwap" && (got == "true" || got == "false") {
							assertOutcome(t, got == "true")
						}
						assert.Equal(t, try(theirs.Load), try(ours.Load))
					}
				}
			}
		}
	})
}
