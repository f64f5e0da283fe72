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

func TestExploredTally(t *testing.T) {
	var tally atomic.Tally
	exploreTally(t, func(v uint16) { tally.Observe(v) }, tally.Read)
}

// exploreTally has two goroutines observe, and wants the count and the sum to be of one moment.
func exploreTally(t *testing.T, observe func(v uint16), read func() (count, sum int64)) {
	type tally struct{ count, sum int64 }
	h := linearizable.NewObject(tally{}, func(now tally, op explored.Op) (out any, next tally, ok bool) {
		if op.Name == "Read" {
			return now, now, true
		}
		return nil, tally{now.count + 1, now.sum + op.Arg}, true
	}).History(t)
	explored.Together(2, func(i int) {
		h.Do(explored.Op{Name: "Observe", Arg: int64(i + 1)}, func() any { observe(uint16(i + 1)); return nil })
		h.Do(explored.Op{Name: "Read"}, func() any {
			count, sum := read()
			return tally{count, sum}
		})
	})
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
