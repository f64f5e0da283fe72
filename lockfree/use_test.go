package lockfree_test

import (
	"runtime"
	"sync/atomic"
	"time"

	"github.com/counterpoint-go/counterpoint/verdict"
	"github.com/stretchr/testify/assert"
)

// passOn puts ones in and takes as many out, on several goroutines at once, and returns the sum of what
// was taken. Nobody takes before it has put, so there is an element for everybody.
func passOn(t *verdict.T, put func(int64), take func() (int64, bool)) int64 {
	var sum atomic.Int64
	t.Hammer(func(v int64) {
		put(v)
		v, ok := take()
		assert.True(t, ok, "an element, after one was put in")
		sum.Add(v)
	})
	return sum.Load()
}

// wait tries until it succeeds.
func wait(try func() bool) {
	for !try() {
		runtime.Gosched()
	}
}

// A stack is what the stacks with a mistake in Push have in common.
type stack interface {
	Push(v int64)
	Pop() (v int64, ok bool)
}

// losesPushes pushes from several goroutines until a push got lost.
func losesPushes(t *verdict.T, newStack func() stack) {
	if !t.Explored {
		t = &verdict.T{T: t.T, Goroutines: max(t.Goroutines, 2), Steps: max(t.Steps, 1000)}
	}
	untilLost(t, func() (want, got int) {
		s := newStack()
		want = int(t.Hammer(s.Push))
		return want, len(drain(s.Pop, want))
	}, "elements that were pushed")
}

// untilLost tries until something got lost, at which the assertion fails, and gives up after 20
// seconds. Whether it happens in one try is luck, the more so on a single processor; but there it takes
// only that a goroutine is preempted in the right place, once in all that time. Explore needs one try.
func untilLost(t *verdict.T, try func() (want, got int), what string) {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		want, got := try()
		t.Outcome("%d of %d", got, want)
		if !assert.Equal(t, want, got, what) || t.Explored {
			return
		}
	}
}

// drain returns what next returns until it returns false, but no more than limit elements.
func drain[T any](next func() (T, bool), limit int) (all []T) {
	for len(all) < limit {
		v, ok := next()
		if !ok {
			break
		}
		all = append(all, v)
	}
	return all
}
