package atomic_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/atomic"
	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredCounter(t *testing.T) { explored.Counter(t, new(atomic.Counter)) }

func TestExploredUpdate(t *testing.T) { exploreUpdate(t, new(atomic.Counter)) }

// exploreUpdate has two goroutines add by a step of their own.
func exploreUpdate(t *testing.T, c interface {
	Update(f func(n int64) int64)
	Value() int64
}) {
	h := linearizable.NewCounter().History(t)
	explored.Together(2, func(int) {
		h.Add(1, func(delta int64) { c.Update(func(n int64) int64 { return n + delta }) })
	})
	h.Value(c.Value)
}

func TestExploredFlush(t *testing.T) { exploreFlush(t, new(atomic.Counter)) }

func exploreFlush(t *testing.T, c interface {
	counter.Counter
	Flush(report func(sum int64))
}) {
	explored.Reset(t, c, func() (sum int64) {
		c.Flush(func(n int64) { sum = n })
		return sum
	})
}

func TestExploredBounded(t *testing.T) {
	b := atomic.NewBounded(1)
	explored.Limited(t, b.TryAdd, b.Value)
}

// Of one place, and two who take it and leave it, one gives back what is not his.
func TestExploredBoundedLeft(t *testing.T) {
	b := atomic.NewBounded(1)
	h := limited(1).History(t)
	explored.Together(2, func(i int) {
		for _, delta := range []int64{int64(1 - 2*i), -1} {
			h.Do(explored.Op{Name: "TryAdd", Arg: delta}, func() any { return b.TryAdd(delta) })
		}
	})
	h.Do(explored.Op{Name: "Value"}, func() any { return b.Value() })
}

func TestExploredBoundedFlush(t *testing.T) {
	b := atomic.NewBounded(2)
	h := limited(2).History(t)
	explored.Together(2, func(i int) {
		h.Do(explored.Op{Name: "TryAdd", Arg: 1}, func() any { return b.TryAdd(1) })
		if i == 0 {
			h.Do(explored.Op{Name: "Flush"}, func() any { return b.Flush() })
		}
	})
	h.Do(explored.Op{Name: "Value"}, func() any { return b.Value() })
}

func TestExploredMax(t *testing.T) {
	var m atomic.Max[int8]
	exploreMark(t, ascending, [3]int8{3, 1, 2}, m.Observe, m.Value)
}

func TestExploredMin(t *testing.T) {
	var m atomic.Min[int8]
	exploreMark(t, descending, [3]int8{-3, -1, -2}, m.Observe, m.Value)
}

// The lowest value has the rank 0, as a mark that has none.
func TestExploredMaxLowest(t *testing.T) {
	var m atomic.Max[uint64]
	exploreMark(t, ascending, [3]uint64{1, 0, 0}, m.Observe, m.Value)
}

// exploreMark has three goroutines observe a value each, and a fourth look.
func exploreMark[T ~int8 | ~uint64](t *testing.T, compare func(a, b int64) int, values [3]T, observe func(v T) bool, value func() (T, bool)) {
	h := marked(compare).History(t)
	look := func() {
		h.Do(explored.Op{Name: "Value"}, func() any {
			v, ok := value()
			return highest{int64(v), ok}
		})
	}
	explored.Together(4, func(i int) {
		if i == 3 {
			look()
			return
		}
		v := values[i]
		h.Do(explored.Op{Name: "Observe", Arg: int64(v)}, func() any { return observe(v) })
	})
	look()
}

func TestExploredFlag(t *testing.T) {
	var f atomic.Flag
	h := fires().History(t)
	set := func() { h.Do(explored.Op{Name: "Set"}, func() any { return f.Set() }) }
	explored.Together(3, func(i int) {
		if i == 2 {
			h.Do(explored.Op{Name: "IsSet"}, func() any { return f.IsSet() })
			return
		}
		set()
	})
	set()
}

// Whoever waits is woken by one of two that set the Flag, and sees what that one has written.
func TestExploredFlagDone(t *testing.T) {
	var f atomic.Flag
	var written int
	explored.Together(3, func(i int) {
		switch i {
		case 0:
			written = 1
			f.Set()
		default:
			<-f.Done()
			assert.Equal(t, 1, written)
			assert.True(t, f.IsSet())
		}
	})
}

func TestExploredFlagOfTwo(t *testing.T) {
	var f atomic.Flag
	var first [2]bool
	done := f.Done()
	explored.Together(2, func(i int) {
		if first[i] = f.Set(); first[i] {
			<-done
		}
	})
	assert.NotEqual(t, first[0], first[1], "one of them was the one")
	<-done
}

func TestExploredTally(t *testing.T) {
	var tally atomic.Tally
	exploreTally(t, func(v uint16) { tally.Observe(v) }, tally.Read)
}

// exploreTally has two goroutines observe, and wants the count and the sum to be of one moment.
func exploreTally(t *testing.T, observe func(v uint16), read func() (count, sum int64)) {
	h := counted().History(t)
	explored.Together(2, func(i int) {
		h.Do(explored.Op{Name: "Observe", Arg: int64(i + 1)}, func() any { observe(uint16(i + 1)); return nil })
		h.Do(explored.Op{Name: "Read"}, func() any { return asObserved(read()) })
	})
}

func asObserved(count, sum int64) observed { return observed{count, sum} }

func TestExploredTallyFlush(t *testing.T) {
	var tally atomic.Tally
	h := counted().History(t)
	flush := func() { h.Do(explored.Op{Name: "Flush"}, func() any { return asObserved(tally.Flush()) }) }
	explored.Together(2, func(i int) {
		if i == 0 {
			h.Do(explored.Op{Name: "Observe", Arg: 1}, func() any { tally.Observe(1); return nil })
			return
		}
		flush()
	})
	flush()
}

func TestExploredLastError(t *testing.T) { exploreLastError(t, new(atomic.LastError)) }

// exploreLastError has two goroutines set errors of two types.
func exploreLastError(t *testing.T, e interface {
	Set(err error)
	Err() error
}) {
	h := linearizable.NewRegister[error](nil).History(t)
	explored.Together(2, func(i int) {
		h.Write([]error{errors.New("one"), fmt.Errorf("two: %w", errors.ErrUnsupported)}[i], e.Set)
		h.Read(e.Err)
	})
}

func TestExploredLazy(t *testing.T) { exploreLazy(t, new(atomic.Lazy[answer]).Get) }

// exploreLazy has two goroutines want the one value.
func exploreLazy(t *testing.T, get func(newValue func() *answer) *answer) {
	var got [2]*answer
	explored.Together(2, func(i int) {
		got[i] = get(newAnswer)
		if assert.NotNil(t, got[i]) {
			assert.Equal(t, answer{42, 42 * 42}, *got[i])
		}
	})
	assert.Same(t, got[0], got[1])
}

func TestExploredResult(t *testing.T) { exploreResult(t, new(atomic.Result[answer])) }

// exploreResult has a goroutine look whether another has finished.
func exploreResult(t *testing.T, r interface {
	Finish(result answer)
	Result() (result answer, ok bool)
}) {
	explored.Together(2, func(i int) {
		if i == 0 {
			r.Finish(*newAnswer())
		} else if got, ok := r.Result(); ok {
			assert.Equal(t, *newAnswer(), got)
		}
	})
}
