package atomic

import "sync/atomic"

// Counter is a sum in one word, changed by one indivisible step. It is [UnsafeLoadStore] with Add in
// place of a load and a store: the fetch-and-add of Allan Gottlieb, Boris Lubachevsky and Larry Rudolph, "Basic
// Techniques for the Efficient Coordination of Very Large Numbers of Cooperating Sequential Processors"
// (ACM TOPLAS 5(2), 1983).
//
// It is as large as an [atomic.Int64] and costs what that costs. Where many processors add all the time
// and somebody looks now and then, the counter of package tls costs less; see also [Pad].
//
// An Add, Update or Flush happens before every operation that observes its effect.
// The zero value is a counter at 0. A Counter must not be copied after first use.
// Value is wait-free, and so are Add and Flush where the processor has an instruction for them, as
// amd64 has; Update is lock-free. All are O(1), Update without contention, and allocate nothing.
type Counter struct {
	n atomic.Int64
}

// Add adds delta to the sum.
func (c *Counter) Add(delta int64) { c.n.Add(delta) }

// Value returns the sum of all Adds that came before it.
func (c *Counter) Value() int64 { return c.n.Load() }

// Update sets the sum to f of it. It is what to do for a step that the processor has no instruction
// for, and is [UnsafeCASOnce] with the result of the compare-and-swap looked at: if the sum changed
// while f ran, f is called again with the sum as it is now. So f may run many times, and should do
// nothing but compute; if it panics, the sum stays as it is. That a compare-and-swap is enough for any
// step is from Maurice Herlihy, "Wait-Free Synchronization" (ACM TOPLAS 13(1), 1991).
//
// That the sum is still n does not mean that it was n all the time. It doesn't have to: what f
// returned depends on n alone, and is right again.
//
// Update panics if f is nil.
func (c *Counter) Update(f func(n int64) int64) {
	if f == nil {
		panic("atomic: Counter.Update(nil): there is nothing to compute the sum by; pass a function, or call Add")
	}
	for {
		n := c.n.Load()
		if c.n.CompareAndSwap(n, f(n)) {
			return
		}
	}
}

// Flush reports the sum and starts again from 0. The sum is taken and the 0 put there in one step,
// so that each Add is in one report or in the next: [UnsafeReset] with a Swap in place of a load and
// a store. If report panics, the counter has started again all the same. Flush panics if report is nil,
// and takes nothing.
func (c *Counter) Flush(report func(sum int64)) {
	if report == nil {
		panic("atomic: Counter.Flush(nil): the sum would be lost; pass what is to have it")
	}
	report(c.n.Swap(0))
}
