package parallel_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/parallel"
)

var (
	_ counter.Counter = (*parallel.UnsafeGIL)(nil)
	_ counter.Counter = (*parallel.UnsafeReleased)(nil)
	_ counter.Counter = (*parallel.UnsafeLockOSThread)(nil)
	_ counter.Counter = (*parallel.UnsafeCopied)(nil)
	_ counter.Counter = (*parallel.UnsafePerProcess)(nil)
)

func TestCounter(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(parallel.Counter) })
}

func TestPerProcess(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(parallel.PerProcess) })
}

// In every order that two statements can be executed in, an instruction at a time: of the unsafe three and three
// instructions there are 20, of which 2 are right, those in which one statement is through before the other begins. With
// the lock these are all that is left.
func TestSchedules(t *testing.T) {
	type counted interface {
		Value() int64
		Statement(delta int64) *parallel.Thread
	}
	for name, test := range map[string]struct {
		new  func() counted
		want map[int64]int
	}{
		"UnsafeGIL": {func() counted { return new(parallel.UnsafeGIL) }, map[int64]int{1: 18, 2: 2}},
		"Counter":   {func() counted { return new(parallel.Counter) }, map[int64]int{2: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			outcomes := map[int64]int{}
			var extend func(schedule []int)
			extend = func(schedule []int) {
				c := test.new()
				threads := [2]*parallel.Thread{c.Statement(1), c.Statement(1)}
				for _, i := range schedule {
					assert.True(t, threads[i].Step())
				}
				ended := true
				for i, thread := range threads {
					if _, more := thread.Next(); more && !thread.Blocked() {
						ended = false
						extend(append(schedule[:len(schedule):len(schedule)], i))
					}
				}
				if ended {
					outcomes[c.Value()]++
				}
			}
			extend(nil)
			assert.Equal(t, test.want, outcomes)
		})
	}
}

// What GOMAXPROCS(1) gets right: the program has its processors back, and one step is one step.
func TestUnsafeOneProcessor(t *testing.T) {
	assert.Zero(t, parallel.UnsafeOneProcessor())
	assert.EqualValues(t, 7, parallel.UnsafeOneProcessor(func(n int64) int64 { return n + 7 }))
}
