package atomic

import (
	"sync/atomic"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// at is the variable at an address.
type at[V any] struct{ addr *V }

func (a at[V]) id(x *sched.Exec) int32 { return x.IDAt(unsafe.Pointer(a.addr), initial(a)) }

// now reads plainly: it is called inside an exploration, where one goroutine runs at a time.
func (a at[V]) now() V { return *a.addr }

func (a at[V]) word(v V) (bits int64, pointer unsafe.Pointer) { return word(v) }

// change makes a read-modify-write.
func change[V any](addr *V, operand V, real func(*V, V) V) V {
	u := begin(at[V]{addr}, operand)
	result := real(addr, operand)
	u.end()
	return result
}

// AddInt32 adds delta to *addr, and returns the sum.
func AddInt32(addr *int32, delta int32) (new int32) { return change(addr, delta, atomic.AddInt32) }

// AddInt64 adds delta to *addr, and returns the sum.
func AddInt64(addr *int64, delta int64) (new int64) { return change(addr, delta, atomic.AddInt64) }

// AddUint32 adds delta to *addr, and returns the sum.
func AddUint32(addr *uint32, delta uint32) (new uint32) { return change(addr, delta, atomic.AddUint32) }

// AddUint64 adds delta to *addr, and returns the sum.
func AddUint64(addr *uint64, delta uint64) (new uint64) { return change(addr, delta, atomic.AddUint64) }

// AddUintptr adds delta to *addr, and returns the sum.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr) {
	return change(addr, delta, atomic.AddUintptr)
}

// AndInt32 clears the bits of *addr that are not in mask, and returns *addr as it was.
func AndInt32(addr *int32, mask int32) (old int32) { return change(addr, mask, atomic.AndInt32) }

// AndInt64 clears the bits of *addr that are not in mask, and returns *addr as it was.
func AndInt64(addr *int64, mask int64) (old int64) { return change(addr, mask, atomic.AndInt64) }

// AndUint32 clears the bits of *addr that are not in mask, and returns *addr as it was.
func AndUint32(addr *uint32, mask uint32) (old uint32) { return change(addr, mask, atomic.AndUint32) }

// AndUint64 clears the bits of *addr that are not in mask, and returns *addr as it was.
func AndUint64(addr *uint64, mask uint64) (old uint64) { return change(addr, mask, atomic.AndUint64) }

// AndUintptr clears the bits of *addr that are not in mask, and returns *addr as it was.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	return change(addr, mask, atomic.AndUintptr)
}

// OrInt32 sets the bits of *addr that are in mask, and returns *addr as it was.
func OrInt32(addr *int32, mask int32) (old int32) { return change(addr, mask, atomic.OrInt32) }

// OrInt64 sets the bits of *addr that are in mask, and returns *addr as it was.
func OrInt64(addr *int64, mask int64) (old int64) { return change(addr, mask, atomic.OrInt64) }

// OrUint32 sets the bits of *addr that are in mask, and returns *addr as it was.
func OrUint32(addr *uint32, mask uint32) (old uint32) { return change(addr, mask, atomic.OrUint32) }

// OrUint64 sets the bits of *addr that are in mask, and returns *addr as it was.
func OrUint64(addr *uint64, mask uint64) (old uint64) { return change(addr, mask, atomic.OrUint64) }

// OrUintptr sets the bits of *addr that are in mask, and returns *addr as it was.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	return change(addr, mask, atomic.OrUintptr)
}

// SwapInt32 sets *addr to new, and returns *addr as it was.
func SwapInt32(addr *int32, new int32) (old int32) { return change(addr, new, atomic.SwapInt32) }

// SwapInt64 sets *addr to new, and returns *addr as it was.
func SwapInt64(addr *int64, new int64) (old int64) { return change(addr, new, atomic.SwapInt64) }

// SwapUint32 sets *addr to new, and returns *addr as it was.
func SwapUint32(addr *uint32, new uint32) (old uint32) { return change(addr, new, atomic.SwapUint32) }

// SwapUint64 sets *addr to new, and returns *addr as it was.
func SwapUint64(addr *uint64, new uint64) (old uint64) { return change(addr, new, atomic.SwapUint64) }

// SwapUintptr sets *addr to new, and returns *addr as it was.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr) {
	return change(addr, new, atomic.SwapUintptr)
}

// SwapPointer sets *addr to new, and returns *addr as it was.
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer) {
	return change(addr, new, atomic.SwapPointer)
}

// CompareAndSwapInt32 sets *addr to new if it is old, and says whether it was.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool) {
	compareAndSwap(at[int32]{addr}, old, new)
	return atomic.CompareAndSwapInt32(addr, old, new)
}

// CompareAndSwapInt64 sets *addr to new if it is old, and says whether it was.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool) {
	compareAndSwap(at[int64]{addr}, old, new)
	return atomic.CompareAndSwapInt64(addr, old, new)
}

// CompareAndSwapUint32 sets *addr to new if it is old, and says whether it was.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool) {
	compareAndSwap(at[uint32]{addr}, old, new)
	return atomic.CompareAndSwapUint32(addr, old, new)
}

// CompareAndSwapUint64 sets *addr to new if it is old, and says whether it was.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool) {
	compareAndSwap(at[uint64]{addr}, old, new)
	return atomic.CompareAndSwapUint64(addr, old, new)
}

// CompareAndSwapUintptr sets *addr to new if it is old, and says whether it was.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool) {
	compareAndSwap(at[uintptr]{addr}, old, new)
	return atomic.CompareAndSwapUintptr(addr, old, new)
}

// CompareAndSwapPointer sets *addr to new if it is old, and says whether it was.
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool) {
	compareAndSwap(at[unsafe.Pointer]{addr}, old, new)
	return atomic.CompareAndSwapPointer(addr, old, new)
}

// LoadInt32 returns *addr.
func LoadInt32(addr *int32) (val int32) {
	load(at[int32]{addr})
	return atomic.LoadInt32(addr)
}

// LoadInt64 returns *addr.
func LoadInt64(addr *int64) (val int64) {
	load(at[int64]{addr})
	return atomic.LoadInt64(addr)
}

// LoadUint32 returns *addr.
func LoadUint32(addr *uint32) (val uint32) {
	load(at[uint32]{addr})
	return atomic.LoadUint32(addr)
}

// LoadUint64 returns *addr.
func LoadUint64(addr *uint64) (val uint64) {
	load(at[uint64]{addr})
	return atomic.LoadUint64(addr)
}

// LoadUintptr returns *addr.
func LoadUintptr(addr *uintptr) (val uintptr) {
	load(at[uintptr]{addr})
	return atomic.LoadUintptr(addr)
}

// LoadPointer returns *addr.
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer) {
	load(at[unsafe.Pointer]{addr})
	return atomic.LoadPointer(addr)
}

// StoreInt32 sets *addr to val.
func StoreInt32(addr *int32, val int32) {
	store(at[int32]{addr}, val)
	atomic.StoreInt32(addr, val)
}

// StoreInt64 sets *addr to val.
func StoreInt64(addr *int64, val int64) {
	store(at[int64]{addr}, val)
	atomic.StoreInt64(addr, val)
}

// StoreUint32 sets *addr to val.
func StoreUint32(addr *uint32, val uint32) {
	store(at[uint32]{addr}, val)
	atomic.StoreUint32(addr, val)
}

// StoreUint64 sets *addr to val.
func StoreUint64(addr *uint64, val uint64) {
	store(at[uint64]{addr}, val)
	atomic.StoreUint64(addr, val)
}

// StoreUintptr sets *addr to val.
func StoreUintptr(addr *uintptr, val uintptr) {
	store(at[uintptr]{addr}, val)
	atomic.StoreUintptr(addr, val)
}

// StorePointer sets *addr to val.
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer) {
	store(at[unsafe.Pointer]{addr}, val)
	atomic.StorePointer(addr, val)
}
