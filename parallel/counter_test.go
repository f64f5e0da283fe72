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

// Every schedule of two statements of three instructions each: 20 of them, of which 2 are right.
func TestUnsafeGILSchedules(t *testing.T) {
	outcomes := map[int64]int{}
	for schedule := range 1 << 6 { // bit i says who executes the i-th instruction
		var c parallel.UnsafeGIL
		threads := [2]*parallel.Statement{c.Statement(1), c.Statement(1)}
		legal := true
		for i := range 6 {
			legal = threads[schedule>>i&1].Step() && legal
		}
		if legal {
			outcomes[c.Value()]++
		}
	}
	assert.Equal(t, map[int64]int{1: 18, 2: 2}, outcomes)
}

// What GOMAXPROCS(1) gets right: the program has its processors back, and one step is one step.
func TestUnsafeOneProcessor(t *testing.T) {
	assert.Zero(t, parallel.UnsafeOneProcessor())
	assert.EqualValues(t, 7, parallel.UnsafeOneProcessor(func(n int64) int64 { return n + 7 }))
}
