package deadlock

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
)

// LockAll locks all of these, in an order that is the same for every caller, and returns what unlocks them again, in
// reverse. Whoever takes locks by LockAll alone, and holds no other while it does so, makes no circle: it waits for a
// lock of a higher address than any that it holds ([Ledger] has that argument). That cures what [UnsafeLedger] does
// wrong, where the locks have no numbers to go by:
//
//	unlock := deadlock.LockAll(&from.mu, &to.mu)
//	defer unlock()
//
// # The order
//
// It is by address, as that of the channels in a select: see sellock in Go's runtime/select.go. An order has to stay
// what it is, so an address must not change. A variable can move when the stack that it is on has to grow. But a call
// of a method of an interface may do anything with its receiver, so the compiler has what an interface points to on
// the heap, or it is a package's variable; and Go's collector, which package reflect and much else rely on here, moves
// neither. Lock orders are from J. W. Havender, "Avoiding Deadlock in Multitasking Systems" (IBM Systems Journal 7(2),
// 1968).
//
// # What may be locked
//
// All that is a pointer and a [sync.Locker]: a Mutex, an RWMutex, an RLocker of one, a struct with a lock embedded. A
// lock that is named twice is taken once, so that a transfer may go from an account to itself. Two pointers of
// different types to the same address are refused: an RWMutex and its own RLocker, or a struct and the lock in its
// first field. They may be one lock, for which a goroutine would wait that has it already, or two.
//
// It panics, with nothing locked, if one is nil or no pointer. If a Lock panics, those that were locked are unlocked; and
// if an Unlock panics, the others too. To call unlock again is a mistake, and panics.
//
// What is done before an unlock is synchronized before the return of every later LockAll that has a lock in common with
// it, but where both only read. LockAll blocks while another has one of the locks, and holds those before it meanwhile. For
// n locks it takes O(n log n) comparisons. It allocates twice, and for more than four locks once more.
func LockAll(locks ...sync.Locker) (unlock func()) {
	for i, l := range locks {
		mustBePointer(i, l)
	}
	t := new(taking)
	t.locks = append(t.few[:0], locks...) // the caller's own stay as they are
	slices.SortFunc(t.locks, func(a, b sync.Locker) int { return cmp.Compare(address(a), address(b)) })
	t.locks = slices.CompactFunc(t.locks, isSame)

	taken := 0
	defer func() {
		if taken < len(t.locks) {
			release(t.locks[:taken]) // a Lock has panicked, or ended the goroutine
		}
	}()
	for _, l := range t.locks {
		l.Lock()
		taken++
	}
	return t.unlock
}

// A taking is the locks that one LockAll has taken.
type taking struct {
	locks    []sync.Locker // in the order in which they were locked
	few      [4]sync.Locker
	unlocked atomic.Bool
}

func (t *taking) unlock() {
	if t.unlocked.Swap(true) {
		panic("deadlock: LockAll: the locks were unlocked already; call what it returns once")
	}
	release(t.locks)
}

// release unlocks them from the last to the first: all, whichever panics.
func release(locks []sync.Locker) {
	if len(locks) == 0 {
		return
	}
	last := len(locks) - 1
	defer release(locks[:last])
	locks[last].Unlock()
}

// address is what l, which is a pointer, points to.
func address(l sync.Locker) uintptr { return reflect.ValueOf(l).Pointer() }

// mustBePointer panics if the lock of this index is none that has a place in the order.
func mustBePointer(i int, l sync.Locker) {
	v := reflect.ValueOf(l)
	switch {
	case l == nil, v.Kind() == reflect.Pointer && v.IsNil():
		panic(fmt.Sprintf("deadlock: LockAll(locks[%d]): no lock, but nil; pass a pointer to one", i))
	case v.Kind() != reflect.Pointer:
		panic(fmt.Sprintf("deadlock: LockAll(locks[%d]): a %T is no pointer, and has no address to be ordered by; pass a pointer to a lock", i, l))
	}
}

// isSame says whether a lock and the one before it in the order are the same, named twice.
func isSame(b, a sync.Locker) bool {
	if a != b && address(a) == address(b) {
		panic(fmt.Sprintf("deadlock: LockAll: a %T and a %T are at the same address, and may be one lock; name one of the two", a, b))
	}
	return a == b
}
