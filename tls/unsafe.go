package tls

import (
	"context"
	"sync"
	"sync/atomic"
)

// UnsafeSharedSlot is [Sum] with four slots for any number of workers: nobody had more processors
// when it was written.
//
// What goes wrong: workers 0 and 4 have the same slot. Worker 0 loads 5, worker 4 loads 5, both store
// 6: the lost update that the slots were there to prevent. With four workers or fewer it is correct,
// so it passes where it was tried.
//
// Who notices: the race detector, as soon as there is a fifth worker.
func UnsafeSharedSlot(workers int, work func(worker int, add func(delta int64))) int64 {
	var sums [4]int64
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Go(func() {
			work(worker, func(delta int64) { sums[worker%len(sums)] += delta })
		})
	}
	wg.Wait()
	return total(sums[:])
}

// UnsafeReusedSlot gives each goroutine an add of its own, and can be read at any time: a goroutine
// keeps its sum in a variable of its own and publishes it in a slot. A slot has one writer, so a Store
// will do, which is cheaper than an atomic addition.
//
// What goes wrong: a slot has one writer until the fifth goroutine comes and is given the first slot
// again. From then on two goroutines publish their own sums in one place: A stores 5, B stores 1, and
// Value has forgotten A until A adds again, and then B. Nor need the two ever run at the same time:
// the successor of a goroutine that has ended wipes out its sum, too.
//
// Who notices: an assertion on the sum, every time. Nobody else: all that is shared is atomic, so
// there is no data race to see. An atomic addition to the slot ([Counter]) would lose nothing.
type UnsafeReusedSlot struct {
	slots [4]atomic.Int64
	users atomic.Uint64
}

// Local returns an add for the calling goroutine alone.
func (c *UnsafeReusedSlot) Local() (add func(delta int64)) {
	slot := &c.slots[(c.users.Add(1)-1)%uint64(len(c.slots))]
	var sum int64
	return func(delta int64) {
		sum += delta
		slot.Store(sum)
	}
}

// Value returns the sum of the slots.
func (c *UnsafeReusedSlot) Value() int64 {
	var sum int64
	for i := range c.slots {
		sum += c.slots[i].Load()
	}
	return sum
}

// UnsafeSharedHandle is [Sum] with the local variable declared one line too early: outside of the
// goroutine, and so once for all of them.
//
// What goes wrong: add looks like the worker's own, and nothing at the place where it is called
// shows that the others got the same one. It is n++ on a shared number once more.
//
// Who notices: the race detector, whenever two workers have added something.
func UnsafeSharedHandle(workers int, work func(worker int, add func(delta int64))) int64 {
	var sum int64
	add := func(delta int64) { sum += delta }
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Go(func() { work(worker, add) })
	}
	wg.Wait()
	return sum
}

// UnsafeContext is a request's context that also keeps the request's count, as the contexts of some
// web frameworks keep their requests' state: a request is served by one goroutine, so what belongs to
// the request belongs to the goroutine.
//
// What goes wrong: a handler asks two servers at once and hands both goroutines its context, which
// is what contexts are for: "Contexts are safe for simultaneous use by multiple goroutines" (package
// context). This one is not, and as a context.Context it does not show it.
//
// Who notices: the race detector, once two goroutines of a request have counted.
type UnsafeContext struct {
	context.Context
	n int64
}

// Add adds delta to the request's sum, or loses it.
func (c *UnsafeContext) Add(delta int64) { c.n += delta }

// Sum returns the request's sum.
func (c *UnsafeContext) Sum() int64 { return c.n }

// UnsafeEarlyMerge is [Sum] in the longer way, without WaitGroup.Go, and with one word missing: it should
// read "defer wg.Done()".
//
// What goes wrong: without the defer, Done says that a worker has begun. Wait returns when all have,
// and the slots are read while the workers still write them. The sum is anything between nothing and
// all of it; where the workers are quick it is mostly right.
//
// Who notices: the race detector, every time: no event orders the workers' writes and the read.
func UnsafeEarlyMerge(workers int, work func(worker int, add func(delta int64))) int64 {
	sums := make([]int64, workers)
	var wg sync.WaitGroup
	wg.Add(workers)
	for worker := range workers {
		go func() {
			wg.Done()
			work(worker, func(delta int64) { sums[worker] += delta })
		}()
	}
	wg.Wait()
	return total(sums)
}

// UnsafeEarlyAtomic is [UnsafeEarlyMerge] after a wrong fix: the race detector complained of the
// sums, so they were made one atomic number.
//
// What goes wrong: the sum is still read before the workers are done. That was the mistake; the data
// race was only how it showed. Now it does not show any more.
//
// Who notices: an assertion on the sum, if a worker takes long enough. The race detector has been
// silenced.
func UnsafeEarlyAtomic(workers int, work func(worker int, add func(delta int64))) int64 {
	var sum atomic.Int64
	var wg sync.WaitGroup
	wg.Add(workers)
	for worker := range workers {
		go func() {
			wg.Done()
			work(worker, func(delta int64) { sum.Add(delta) })
		}()
	}
	wg.Wait()
	return sum.Load()
}

// UnsafeUnflushed lets each goroutine count by itself and add its count to the total at every 64th
// increment: one atomic operation in place of 64.
//
// What goes wrong: a goroutine that stops at its 1,000th increment has handed over 960. Nobody told
// its add that it was the last, and the other 40 are garbage now.
//
// Who notices: an assertion on the sum, always, and nobody else: what each goroutine kept was its own,
// so there is no race. [Sum] merges where the goroutine ends, which cannot be forgotten.
type UnsafeUnflushed struct {
	total atomic.Int64
}

// Local returns an add for the calling goroutine alone.
func (c *UnsafeUnflushed) Local() (add func(delta int64)) {
	var batch int64
	var calls int
	return func(delta int64) {
		batch += delta
		calls++
		if calls%64 == 0 {
			c.total.Add(batch)
			batch = 0
		}
	}
}

// Value returns the sum of the batches that were handed over.
func (c *UnsafeUnflushed) Value() int64 { return c.total.Load() }

// UnsafeReset is a [Counter] that can be emptied, for a page that shows how many there were since the
// last look.
//
// What goes wrong: Take reads the sum and then sets the shards to zero. An Add between the two is
// wiped out without having been read: the look before did not show it, and the next will not. Each
// look loses a little, the more the busier it is.
//
// Who notices: an assertion that the Takes add up, if an Add comes between. The race detector does
// not: every step is atomic, only the two together are not. The way out is to reset nothing: keep
// what the last Value said, and subtract it from the next.
type UnsafeReset struct {
	Counter
}

// Reset sets the counter to zero.
func (c *UnsafeReset) Reset() {
	for i := range c.shards {
		c.shards[i].n.Store(0)
	}
}

// Take returns the sum and sets the counter to zero.
func (c *UnsafeReset) Take() int64 {
	sum := c.Value()
	c.Reset()
	return sum
}
