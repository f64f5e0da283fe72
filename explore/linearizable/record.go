package linearizable

import "fmt"

// run is Call for operations without a result.
func (h *History) run(in any, f func()) {
	h.Call(in, func() any {
		f()
		return nil
	})
}

// record is Call for operations whose result is a T.
func record[T any](h *History, in any, f func() T) (v T) {
	h.Call(in, func() any {
		v = f()
		return v
	})
	return v
}

// recordFound is Call for operations that may find nothing.
func recordFound[T comparable](h *History, in any, f func() (T, bool)) (v T, ok bool) {
	h.Call(in, func() any {
		if v, ok = f(); !ok {
			return found[T]{} // whatever v is
		}
		return found[T]{v, ok}
	})
	return v, ok
}

// found is what there is, if there is anything.
type found[T comparable] struct {
	value T
	ok    bool
}

func (f found[T]) String() string { return fmt.Sprintf("%v, %t", f.value, f.ok) }
