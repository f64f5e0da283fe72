package tls_test

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/counterpoint-go/counterpoint/tls"
	"github.com/stretchr/testify/assert"
)

func TestSum(t *testing.T) {
	for _, workers := range []int{-1, 0, 1, 2, 7, 64} {
		var began atomic.Int64
		seen := make([]bool, max(workers, 0))
		sum := tls.Sum(workers, func(worker int, add func(int64)) {
			began.Add(1)
			seen[worker] = true // read without a lock below: the join orders it
			for n := range int64(100) {
				add(n)
				add(-2 * n)
			}
		})
		assert.EqualValues(t, -4950*max(workers, 0), sum, "%d workers", workers)
		assert.EqualValues(t, max(workers, 0), began.Load(), "%d workers", workers)
		assert.NotContains(t, seen, false, "%d workers", workers)
	}
}

// A sum over random parts does not depend on how many workers share them.
func TestSumWorkers(t *testing.T) {
	parts := make([]int64, 1000)
	var want int64
	for i := range parts {
		parts[i] = rand.Int64() // wraps around, as addition does
		want += parts[i]
	}
	for workers := 1; workers <= 16; workers++ {
		got := tls.Sum(workers, func(worker int, add func(int64)) {
			for i := worker; i < len(parts); i += workers {
				add(parts[i])
			}
		})
		assert.Equal(t, want, got, "%d workers", workers)
	}
}

func TestSumNil(t *testing.T) {
	assert.PanicsWithValue(t, "tls: Sum(3, nil): the workers have nothing to do; pass what adds to the sum",
		func() { tls.Sum(3, nil) })
}

func TestSumGoexit(t *testing.T) {
	sum := tls.Sum(3, func(worker int, add func(int64)) {
		add(int64(worker))
		if worker == 2 {
			runtime.Goexit()
		}
		add(10)
	})
	assert.EqualValues(t, 0+10+1+10+2, sum)
}

// The unsafe summers are right as long as nobody shares: that is why they pass where they were
// written.
func TestUnsafeSummersAlone(t *testing.T) {
	count := func(_ int, add func(int64)) {
		for range 128 {
			add(1)
		}
	}
	assert.EqualValues(t, 4*128, tls.UnsafeSharedSlot(4, count), "four workers, four slots")
	assert.EqualValues(t, 128, tls.UnsafeSharedHandle(1, count), "one worker")

	var slots tls.UnsafeReusedSlot
	var batches tls.UnsafeUnflushed
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { count(0, slots.Local()) })
		wg.Go(func() { count(0, batches.Local()) })
	}
	wg.Wait()
	assert.EqualValues(t, 4*128, slots.Value(), "four workers, four slots")
	assert.EqualValues(t, 4*128, batches.Value(), "a multiple of 64 each")
}

func TestPooled(t *testing.T) {
	var p tls.Pooled
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			var lines []string
			for n := range 200 {
				lines = append(lines, p.Line("worker"+strconv.Itoa(worker), int64(n)))
			}
			for n, line := range lines {
				if !assert.Equal(t, "worker"+strconv.Itoa(worker)+" "+strconv.Itoa(n)+"\n", line) {
					return
				}
			}
		})
	}
	wg.Wait()
}
