package countertest

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/counter"
)

// How large the concurrent rules are: enough for adders to meet, little enough to be over at once.
const (
	adders = 8
	steps  = 1000
)

// rules are the promises of counter.Counter, the sequential ones first.
var rules = []rule{
	newRule("Zero", "a new counter is at 0, and a Value changes nothing",
		func(newCounter func() counter.Counter) error {
			c := newCounter()
			return errors.Join(wantValue(c, 0, "at first"), wantValue(c, 0, "at the second look"))
		}),
	newRule("Sequential", "a Value includes the caller's own Adds, each of them once",
		func(newCounter func() counter.Counter) error {
			return addInTurn(newCounter(), 1, 1, 5, 0, 1_000_000)
		}),
	newRule("Negative", "a delta may be negative, and so may the sum",
		func(newCounter func() counter.Counter) error {
			return addInTurn(newCounter(), 5, -2, -3, -1, math.MinInt32, 1)
		}),
	newRule("Overflow", "sums wrap around as int64 addition does",
		func(newCounter func() counter.Counter) error {
			return errors.Join(
				addInTurn(newCounter(), math.MaxInt64, 1, -1),
				addInTurn(newCounter(), math.MinInt64, -1, 1),
			)
		}),
	newRule("Independent", "counters share nothing",
		func(newCounter func() counter.Counter) error {
			a, b := newCounter(), newCounter()
			a.Add(1)
			return errors.Join(
				wantValue(b, 0, "of a counter, after an Add(1) to another"),
				wantValue(a, 1, "of the other"),
			)
		}),
	newRule("Sum", "once all adders have been waited for, Value is the sum of all that they added",
		func(newCounter func() counter.Counter) error {
			c := newCounter()
			var crew crew
			for range adders {
				crew.start(func() error {
					for range steps {
						c.Add(1)
					}
					return nil
				})
			}
			return errors.Join(crew.wait(),
				wantValue(c, adders*steps, fmt.Sprintf("after %d goroutines have each added 1 %d times", adders, steps)))
		}),
	newRule("MixedSum", "an Add is counted once, whole, whatever its sign and size",
		func(newCounter func() counter.Counter) error {
			c := newCounter()
			var crew crew
			var sum int64
			for i := range int64(adders) {
				delta := (i - adders/2) << (4 * i) // both signs, and sizes far apart
				sum += delta * steps
				crew.start(func() error {
					for range steps {
						c.Add(delta)
					}
					return nil
				})
			}
			return errors.Join(crew.wait(), wantValue(c, sum, "after the adders are done"))
		}),
	few,
	newRule("OwnAdds", "where there are only increments, a Value is never less than the caller has added itself",
		func(newCounter func() counter.Counter) error {
			c := newCounter()
			var crew crew
			for range adders {
				crew.start(func() error {
					for own := int64(1); own <= steps; own++ {
						c.Add(1)
						if got := c.Value(); got < own || got > adders*steps {
							return fmt.Errorf("a goroutine's Add number %d of %d was followed by Value() = %d", own, steps, got)
						}
					}
					return nil
				})
			}
			return crew.wait()
		}),
	newRule("Joined", "a Value includes the Adds of a goroutine that has been waited for, while others still add",
		func(newCounter func() counter.Counter) error {
			c := newCounter()
			var stop atomic.Bool
			var background, joined crew
			background.start(func() error {
				for !stop.Load() {
					c.Add(1)
					runtime.Gosched()
				}
				return nil
			})
			var err error
			for i := int64(1); i <= 100 && err == nil; i++ {
				joined.start(func() error { c.Add(1); return nil })
				if err = joined.wait(); err == nil {
					if got := c.Value(); got < i {
						err = fmt.Errorf("%d goroutines have each added 1 and been waited for: Value() = %d", i, got)
					}
				}
			}
			stop.Store(true)
			return errors.Join(err, background.wait())
		}),
	newRule("Monotonic", "where there are only increments, one goroutine never sees Value go back, and in the end it sees the sum",
		func(newCounter func() counter.Counter) error {
			c := newCounter()
			var stop atomic.Bool
			var writers, readers crew
			const sum = adders / 2 * steps
			for range adders / 2 {
				readers.start(func() error {
					last := int64(0)
					for stopped := false; !stopped; {
						stopped = stop.Load() // so the last look comes after the last Add
						got := c.Value()
						if got < last || got > sum || stopped && got != sum {
							return fmt.Errorf("a goroutine saw Value() = %d, then %d; the sum is %d in the end", last, got, sum)
						}
						last = got
						runtime.Gosched() // so that one processor does not read for a time slice between two Adds
					}
					return nil
				})
				writers.start(func() error {
					for range steps {
						c.Add(1)
					}
					return nil
				})
			}
			err := writers.wait()
			stop.Store(true)
			return errors.Join(err, readers.wait())
		}),
}

// few is the rule that is small enough to be run in all interleavings. The deltas are powers of two, so that
// a Value says which Adds it includes.
var few = newRule("Few", "a Value includes the caller's own Adds, of another's all or nothing, and none that is yet to come",
	func(newCounter func() counter.Counter) error {
		c := newCounter()
		var crew crew
		for own := int64(1); own <= 2; own++ {
			other := 3 - own
			crew.start(func() error {
				before := c.Value()
				c.Add(own)
				after := c.Value()
				isFirst := before == 0 && (after == own || after == own+other)
				isSecond := before == other && after == own+other
				if !isFirst && !isSecond {
					return fmt.Errorf("a goroutine saw Value() = %d before and %d after its Add(%d), while another one added %d", before, after, own, other)
				}
				return nil
			})
		}
		return errors.Join(crew.wait(), wantValue(c, 3, "after an Add(1) and an Add(2)"))
	})

// addInTurn adds the deltas one after the other and looks at the sum after each.
func addInTurn(c counter.Counter, deltas ...int64) error {
	sum := int64(0)
	for i, delta := range deltas {
		c.Add(delta)
		sum += delta
		if err := wantValue(c, sum, fmt.Sprintf("after Add(%d), the last of %v", delta, deltas[:i+1])); err != nil {
			return err
		}
	}
	return nil
}

func wantValue(c counter.Counter, want int64, when string) error {
	if got := c.Value(); got != want {
		return fmt.Errorf("Value() = %d %s, want %d", got, when, want)
	}
	return nil
}

// A crew is a number of goroutines, and the first thing that went wrong in one of them.
type crew struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

func (c *crew) start(work func() error) {
	c.wg.Go(func() {
		if err := catch(work); err != nil {
			c.once.Do(func() { c.err = err })
		}
	})
}

func (c *crew) wait() error {
	c.wg.Wait()
	return c.err
}
