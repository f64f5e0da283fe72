package atomic_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/counterpoint-go/counterpoint/atomic"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/internal/histories"
)

func TestHistories(t *testing.T) {
	t.Run("Counter", func(t *testing.T) {
		histories.Run(t, linearizable.NewCounter(), func(h linearizable.Counter) histories.Step {
			var c atomic.Counter
			return func(r *rand.Rand) {
				switch r.IntN(4) {
				case 0:
					h.Add(r.Int64N(1000), c.Add)
				case 1:
					h.Add(-r.Int64N(1000), func(delta int64) { c.Update(func(n int64) int64 { return n + delta }) })
				case 2:
					h.Reset(func() (sum int64) {
						c.Flush(func(n int64) { sum = n })
						return sum
					})
				default:
					h.Value(c.Value)
				}
			}
		})
	})
	t.Run("Bounded", func(t *testing.T) {
		histories.Run(t, limited(10), func(h operations) histories.Step {
			b := atomic.NewBounded(10)
			return func(r *rand.Rand) {
				switch delta := r.Int64N(15) - 7; r.IntN(8) {
				case 0:
					h.Do(explored.Op{Name: "Value"}, func() any { return b.Value() })
				case 1:
					h.Do(explored.Op{Name: "Flush"}, func() any { return b.Flush() })
				default:
					h.Do(explored.Op{Name: "TryAdd", Arg: delta}, func() any { return b.TryAdd(delta) })
				}
			}
		})
	})
	t.Run("Max", func(t *testing.T) {
		histories.Run(t, marked(ascending), func(h operations) histories.Step {
			var m atomic.Max[int64]
			return markStep(h, m.Observe, m.Value)
		})
	})
	t.Run("Min", func(t *testing.T) {
		histories.Run(t, marked(descending), func(h operations) histories.Step {
			var m atomic.Min[int64]
			return markStep(h, m.Observe, m.Value)
		})
	})
	t.Run("Flag", func(t *testing.T) {
		histories.Run(t, fires(), func(h operations) histories.Step {
			var f atomic.Flag
			return func(r *rand.Rand) {
				switch r.IntN(16) {
				case 0:
					h.Do(explored.Op{Name: "Set"}, func() any { return f.Set() })
				case 1:
					f.Done()
				default:
					h.Do(explored.Op{Name: "IsSet"}, func() any { return f.IsSet() })
				}
			}
		})
	})
	t.Run("Tally", func(t *testing.T) {
		histories.Run(t, counted(), func(h operations) histories.Step {
			var tally atomic.Tally
			return func(r *rand.Rand) {
				switch v := uint16(r.IntN(1000)); r.IntN(4) {
				case 0:
					h.Do(explored.Op{Name: "Read"}, func() any { return asObserved(tally.Read()) })
				case 1:
					h.Do(explored.Op{Name: "Flush"}, func() any { return asObserved(tally.Flush()) })
				default:
					h.Do(explored.Op{Name: "Observe", Arg: int64(v)}, func() any { tally.Observe(v); return nil })
				}
			}
		})
	})
}

// markStep observes values that come near the end where they have the rank 0, now and then.
func markStep(h operations, observe func(v int64) bool, value func() (int64, bool)) histories.Step {
	return func(r *rand.Rand) {
		if r.IntN(2) == 0 {
			h.Do(explored.Op{Name: "Value"}, func() any {
				v, ok := value()
				return highest{v, ok}
			})
			return
		}
		v := []int64{math.MinInt64, math.MaxInt64, r.Int64N(1000) - 500, r.Int64N(1000) - 500}[r.IntN(4)]
		h.Do(explored.Op{Name: "Observe", Arg: v}, func() any { return observe(v) })
	}
}
