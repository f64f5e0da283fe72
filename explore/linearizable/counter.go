package linearizable

import "fmt"

// A Counter is a history of operations on a sum that begins at 0.
type Counter struct{ h *History }

// NewCounter returns a Checker of counters. It asks for more than the contract of package counter, which lets one
// Value include one of two Adds alone, and another Value the other, as those do that add up parts while these
// change. No order of the operations explains that.
func NewCounter(options ...Option) *Checker[Counter] {
	return newChecker(Sequential(0, counterStep), func(h *History) Counter { return Counter{h} }, options)
}

// Add runs add with delta, and records that.
func (c Counter) Add(delta int64, add func(int64)) {
	c.h.run(addition(delta), func() { add(delta) })
}

// Value runs value, and records what it returns.
func (c Counter) Value(value func() int64) int64 { return record(c.h, total{}, value) }

// Reset runs reset, and records what it returns: the sum, which begins at 0 again.
func (c Counter) Reset(reset func() int64) int64 { return record(c.h, resetting{}, reset) }

type (
	addition  int64
	total     struct{}
	resetting struct{}
)

func (a addition) String() string { return fmt.Sprintf("Add(%d)", int64(a)) }
func (total) String() string      { return "Value()" }
func (resetting) String() string  { return "Reset()" }

func counterStep(sum int64, in any) (any, int64, bool) {
	switch in := in.(type) {
	case addition:
		return nil, sum + int64(in), true
	case resetting:
		return sum, 0, true
	}
	return sum, sum, true
}
