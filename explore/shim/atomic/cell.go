package atomic

import (
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A cell is a real atomic R of values of type V, and the object by which executions know it.
type cell[V, R any, A atomicOf[V, R]] struct {
	real R
	obj  sched.Object
}

// atomicOf is what all real atomics can do.
type atomicOf[V, R any] interface {
	*R
	Load() V
	Store(val V)
	Swap(new V) (old V)
	CompareAndSwap(old, new V) (swapped bool)
}

func (c *cell[V, R, A]) id(x *sched.Exec) int32 { return x.ID(&c.obj, initial(c)) }

func (c *cell[V, R, A]) now() V { return A(&c.real).Load() }

func (c *cell[V, R, A]) word(v V) (bits int64, pointer unsafe.Pointer) { return word(v) }

// Load returns the value.
func (c *cell[V, R, A]) Load() V {
	load(c)
	return A(&c.real).Load()
}

// Store sets the value.
func (c *cell[V, R, A]) Store(val V) {
	store(c, val)
	A(&c.real).Store(val)
}

// Swap sets the value, and returns the one that was there.
func (c *cell[V, R, A]) Swap(new V) (old V) {
	u := begin(c, new)
	old = A(&c.real).Swap(new)
	u.end()
	return old
}

// CompareAndSwap sets the value to new if it is old, and says whether it was. If it was not, nothing is
// stored.
func (c *cell[V, R, A]) CompareAndSwap(old, new V) (swapped bool) {
	compareAndSwap(c, old, new)
	return A(&c.real).CompareAndSwap(old, new)
}

// A number is a cell that can be reckoned with.
type number[V, R any, A numberOf[V, R]] struct {
	cell[V, R, A]
}

// numberOf is what the real atomic integers can do.
type numberOf[V, R any] interface {
	atomicOf[V, R]
	Add(delta V) (new V)
	And(mask V) (old V)
	Or(mask V) (old V)
}

// Add adds delta, and returns the sum.
func (n *number[V, R, A]) Add(delta V) (new V) {
	u := begin(n, delta)
	new = A(&n.real).Add(delta)
	u.end()
	return new
}

// And clears the bits that are not in mask, and returns the value as it was.
func (n *number[V, R, A]) And(mask V) (old V) {
	u := begin(n, mask)
	old = A(&n.real).And(mask)
	u.end()
	return old
}

// Or sets the bits that are in mask, and returns the value as it was.
func (n *number[V, R, A]) Or(mask V) (old V) {
	u := begin(n, mask)
	old = A(&n.real).Or(mask)
	u.end()
	return old
}
