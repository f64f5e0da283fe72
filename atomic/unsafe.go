package atomic

import "sync/atomic"

// UnsafeLoadStore is the counter of package counter after the fix that comes to mind first: the
// number is atomic now, and n += delta became a load, an addition and a store.
//
// What goes wrong: A loads 5, B loads 5, A stores 6, B stores 6. Two Adds, and the sum went up by
// one, exactly as before. Each step is indivisible; the three together are not. Of 8 times 1,000
// Adds as few as 2 may be left: a store that comes late puts back a sum from long ago.
//
// Who notices: nobody but an assertion on the sum, when it is lucky. The race detector saw the plain
// n++, and is silent now: atomic accesses are no data race, and data races are all that it looks
// for. The fix took the alarm away and left the bug.
type UnsafeLoadStore struct {
	n atomic.Int64
}

// Add adds delta to the sum, or loses it: between Value and Set another Add may come and go.
func (c *UnsafeLoadStore) Add(delta int64) { c.Set(c.Value() + delta) }

// Value returns the sum.
func (c *UnsafeLoadStore) Value() int64 { return c.n.Load() }

// Set sets the sum.
func (c *UnsafeLoadStore) Set(sum int64) { c.n.Store(sum) }

// UnsafeMixed adds atomically, and reads as one reads any number.
//
// What goes wrong: the read is ordered with nothing. Where a processor reads 64 bits in one go it
// gets some sum that was there once; where it takes two reads (a 32-bit one), it may get half of the
// sum before an Add and half of the sum after it. And nothing guarantees that a loop that reads it
// ever sees an Add.
//
// Who notices: the race detector, whenever an Add and a Value run without an order between them: one
// plain access among atomic ones is enough. On amd64 the sums come out right all the same, and no
// assertion fails.
type UnsafeMixed struct {
	n int64
}

// Add adds delta to the sum.
func (c *UnsafeMixed) Add(delta int64) { atomic.AddInt64(&c.n, delta) }

// Value returns what the number holds. An [atomic.Int64] would not have let it forget the Load.
func (c *UnsafeMixed) Value() int64 { return c.n }

// UnsafeTwo counts observations and sums them: two atomic numbers, of which the mean is to be taken.
//
// What goes wrong: A reads the sum, B observes a value, A reads the count, and divides the sum of
// before by the count of after. Where all the observed values are 10, the mean is 5. That the sum
// belongs to the count is an invariant of two words, and an atomic operation keeps one. Doing the
// reads or the writes in the other order only changes in which direction the mean is wrong.
//
// Who notices: nobody but an assertion on the mean. To the race detector every access is in order.
type UnsafeTwo struct {
	count, sum atomic.Int64
}

// Observe counts one observation of v.
func (t *UnsafeTwo) Observe(v uint16) {
	t.sum.Add(int64(v))
	t.count.Add(1)
}

// Count returns the number of observations.
func (t *UnsafeTwo) Count() int64 { return t.count.Load() }

// Sum returns the sum of all observed values.
func (t *UnsafeTwo) Sum() int64 { return t.sum.Load() }

// Mean returns the sum of one moment by the count of another.
func (t *UnsafeTwo) Mean() float64 { return float64(t.Sum()) / float64(t.Count()) }

// UnsafeCASOnce changes the number by compare-and-swap, and takes it that it worked.
//
// What goes wrong: A loads 5, B loads 5 and swaps it for 6, A compares with 5, finds 6, swaps
// nothing and returns. A's update is lost. A compare-and-swap that fails has said so by its result,
// which says "look again", and which nobody looked at.
//
// Who notices: nobody but an assertion on the sum. Neither the compiler nor vet asks for the result
// of a CompareAndSwap to be used.
type UnsafeCASOnce struct {
	n atomic.Int64
}

// Add adds delta to the sum, unless another Add was faster.
func (c *UnsafeCASOnce) Add(delta int64) {
	c.Update(func(n int64) int64 { return n + delta })
}

// Update sets the sum to f of it, or to nothing new if it has changed while f ran.
func (c *UnsafeCASOnce) Update(f func(n int64) int64) {
	n := c.n.Load()
	c.n.CompareAndSwap(n, f(n))
}

// Value returns the sum.
func (c *UnsafeCASOnce) Value() int64 { return c.n.Load() }

// UnsafeReset counts atomically, and from time to time hands over what it has counted and starts
// again from 0, as a metrics agent does.
//
// What goes wrong: A loads 5 and reports it, B adds 1, A stores 0. B's Add is in no report. The
// store wipes out whatever came since the load.
//
// Who notices: nobody. The race detector is silent, and a metric that is a little low looks like
// any other metric.
type UnsafeReset struct {
	n atomic.Int64
}

// Add adds delta to the sum.
func (c *UnsafeReset) Add(delta int64) { c.n.Add(delta) }

// Value returns the sum since the last Flush.
func (c *UnsafeReset) Value() int64 { return c.n.Load() }

// Flush reports the sum and starts again from 0. What is added in between is lost.
func (c *UnsafeReset) Flush(report func(sum int64)) {
	report(c.n.Load())
	c.n.Store(0)
}
