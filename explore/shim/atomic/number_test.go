package atomic_test

import (
	"fmt"
	"math/rand/v2"
	goatomic "sync/atomic"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
)

// ops are what can be done to an atomic integer.
type ops[T any] struct {
	load         func() T
	store        func(T)
	swap         func(T) T
	cas          func(old, new T) bool
	add, and, or func(T) T
}

// methods are the operations of an atomic type.
func methods[T any](n interface {
	Load() T
	Store(T)
	Swap(T) T
	CompareAndSwap(old, new T) bool
	Add(T) T
	And(T) T
	Or(T) T
}) ops[T] {
	return ops[T]{n.Load, n.Store, n.Swap, n.CompareAndSwap, n.Add, n.And, n.Or}
}

// functions are the operations on an address.
type functions[T any] struct {
	load         func(*T) T
	store        func(*T, T)
	swap         func(*T, T) T
	cas          func(p *T, old, new T) bool
	add, and, or func(*T, T) T
}

func (f functions[T]) at(p *T) ops[T] {
	return ops[T]{
		func() T { return f.load(p) },
		func(v T) { f.store(p, v) },
		func(v T) T { return f.swap(p, v) },
		func(old, new T) bool { return f.cas(p, old, new) },
		func(v T) T { return f.add(p, v) },
		func(v T) T { return f.and(p, v) },
		func(v T) T { return f.or(p, v) },
	}
}

// All operations on integers return what the real ones return, and an execution comes to the same end of
// a CompareAndSwap.
func TestIntegers(t *testing.T) {
	alone(t, func(t *testing.T) {
		same(t, methods[int32](new(atomic.Int32)), methods[int32](new(goatomic.Int32)))
		same(t, methods[int64](new(atomic.Int64)), methods[int64](new(goatomic.Int64)))
		same(t, methods[uint32](new(atomic.Uint32)), methods[uint32](new(goatomic.Uint32)))
		same(t, methods[uint64](new(atomic.Uint64)), methods[uint64](new(goatomic.Uint64)))
		same(t, methods[uintptr](new(atomic.Uintptr)), methods[uintptr](new(goatomic.Uintptr)))
		same(t, int32s.at(new(int32)), methods[int32](new(goatomic.Int32)))
		same(t, int64s.at(new(int64)), methods[int64](new(goatomic.Int64)))
		same(t, uint32s.at(new(uint32)), methods[uint32](new(goatomic.Uint32)))
		same(t, uint64s.at(new(uint64)), methods[uint64](new(goatomic.Uint64)))
		same(t, uintptrs.at(new(uintptr)), methods[uintptr](new(goatomic.Uintptr)))
	})
}

var (
	int32s   = functions[int32]{atomic.LoadInt32, atomic.StoreInt32, atomic.SwapInt32, atomic.CompareAndSwapInt32, atomic.AddInt32, atomic.AndInt32, atomic.OrInt32}
	int64s   = functions[int64]{atomic.LoadInt64, atomic.StoreInt64, atomic.SwapInt64, atomic.CompareAndSwapInt64, atomic.AddInt64, atomic.AndInt64, atomic.OrInt64}
	uint32s  = functions[uint32]{atomic.LoadUint32, atomic.StoreUint32, atomic.SwapUint32, atomic.CompareAndSwapUint32, atomic.AddUint32, atomic.AndUint32, atomic.OrUint32}
	uint64s  = functions[uint64]{atomic.LoadUint64, atomic.StoreUint64, atomic.SwapUint64, atomic.CompareAndSwapUint64, atomic.AddUint64, atomic.AndUint64, atomic.OrUint64}
	uintptrs = functions[uintptr]{atomic.LoadUintptr, atomic.StoreUintptr, atomic.SwapUintptr, atomic.CompareAndSwapUintptr, atomic.AddUintptr, atomic.AndUintptr, atomic.OrUintptr}
)

func same[T int32 | int64 | uint32 | uint64 | uintptr](t *testing.T, ours, theirs ops[T]) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 1))
	theirs.store(^T(0)>>1 + 1) // the least, or in the middle
	ours.store(theirs.load())
	for range 200 {
		a, b := T(r.Uint64())>>r.IntN(64), T(r.Uint64())
		if r.IntN(2) == 0 {
			a = theirs.load()
		}
		do := r.IntN(7)
		got, want := apply(ours, do, a, b), apply(theirs, do, a, b)
		assert.Equal(t, want, got, "%T: operation %d of %d and %d", a, do, a, b)
		if do == 3 {
			assertOutcome(t, got == "true")
		}
	}
	assert.Equal(t, theirs.load(), ours.load())
}

func apply[T any](o ops[T], do int, a, b T) string {
	switch do {
	case 0:
		return fmt.Sprint(o.load())
	case 1:
		o.store(a)
		return ""
	case 2:
		return fmt.Sprint(o.swap(a))
	case 3:
		return fmt.Sprint(o.cas(a, b))
	case 4:
		return fmt.Sprint(o.add(a))
	case 5:
		return fmt.Sprint(o.and(a))
	}
	return fmt.Sprint(o.or(a))
}

func TestBool(t *testing.T) {
	alone(t, func(t *testing.T) {
		var b atomic.Bool
		assert.False(t, b.Load())
		assert.False(t, b.CompareAndSwap(true, false))
		assertOutcome(t, false)
		assert.True(t, b.CompareAndSwap(false, true))
		assertOutcome(t, true)
		assert.True(t, b.Swap(false))
		b.Store(true)
		assert.True(t, b.Load())
	})
}

// A list may hold itself.
type list struct {
	next atomic.Pointer[list]
	n    int
}

func TestPointer(t *testing.T) {
	alone(t, func(t *testing.T) {
		var p atomic.Pointer[list]
		a, b := &list{n: 1}, &list{n: 1}
		assert.Nil(t, p.Load())
		assert.False(t, p.CompareAndSwap(a, b))
		assertOutcome(t, false)
		assert.True(t, p.CompareAndSwap(nil, a))
		assertOutcome(t, true)
		assert.Same(t, a, p.Swap(b))
		assert.False(t, p.CompareAndSwap(a, nil)) // what they point to is the same
		assertOutcome(t, false)
		assert.True(t, p.CompareAndSwap(b, a))
		assertOutcome(t, true)
		p.Store(b)
		assert.Same(t, b, p.Load())

		var q unsafe.Pointer
		assert.True(t, atomic.CompareAndSwapPointer(&q, nil, unsafe.Pointer(a)))
		assertOutcome(t, true)
		assert.False(t, atomic.CompareAndSwapPointer(&q, nil, unsafe.Pointer(b)))
		assertOutcome(t, false)
		assert.Equal(t, unsafe.Pointer(a), atomic.SwapPointer(&q, unsafe.Pointer(b)))
		assert.Equal(t, unsafe.Pointer(b), atomic.LoadPointer(&q))
		atomic.StorePointer(&q, nil)
		assert.Nil(t, atomic.LoadPointer(&q))
	})
}

// An address that points nowhere is the runtime's panic.
func TestNilAddress(t *testing.T) {
	alone(t, func(t *testing.T) {
		const text = "runtime error: invalid memory address or nil pointer dereference"
		assert.PanicsWithError(t, text, func() { atomic.AddInt32(nil, 1) })
		assert.PanicsWithError(t, text, func() { atomic.LoadPointer(nil) })
		assert.PanicsWithError(t, text, func() { (*atomic.Int64)(nil).Add(1) })
	})
}
