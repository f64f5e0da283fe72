package sample

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A Task is a new object, and goroutines that are about to use it.
type Task struct {
	// Do does n operations as goroutine i. Each of the goroutines calls it once.
	Do func(i, n int)

	// End is called when all are done, after this many operations. It says what is missing if the work
	// was not done: a sample of something that fails is worth nothing.
	End func(operations int) error
}

// A Sample is one measurement of a [Task].
type Sample struct {
	Operations int
	Elapsed    time.Duration // of all goroutines together, on the clock
	Allocs     uint64        // objects allocated meanwhile
	Bytes      uint64        // bytes allocated meanwhile

	// CPU is how much processor time the process had meanwhile, of all processors together; 0 where that is not known. If
	// goroutines that never wait had less than they could, something else had the processors.
	CPU time.Duration
}

// Nanoseconds returns what an operation took.
func (s Sample) Nanoseconds() float64 { return float64(s.Elapsed) / float64(s.Operations) }

// AllocsEach returns how many objects an operation allocated.
func (s Sample) AllocsEach() float64 { return float64(s.Allocs) / float64(s.Operations) }

// Take has so many goroutines do n operations each, on a new object. What others left to the garbage
// collector is collected before; what this one leaves is its own to pay for. The clock runs from the
// moment that all goroutines run, and not only may: a processor that sleeps takes its time to wake up, up to a millisecond
// on a virtual machine, in which those that run already would have it all to themselves. It runs until the last is done.
func Take(start func(goroutines int) Task, goroutines, n int) (Sample, error) {
	runtime.GC()
	task := start(goroutines)
	var ready, done sync.WaitGroup
	let := make(chan struct{})
	var running atomic.Int64
	var begin time.Time    // written by the last who comes to run
	var used time.Duration // so is this
	ready.Add(goroutines)
	for g := range goroutines {
		done.Go(func() {
			ready.Done()
			<-let
			if running.Add(1) == int64(goroutines) {
				used = cpuTime()
				begin = time.Now()
				running.Add(1)
			}
			for running.Load() <= int64(goroutines) {
				runtime.Gosched()
			}
			task.Do(g, n)
		})
	}
	ready.Wait()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	close(let)
	done.Wait()
	elapsed := time.Since(begin)
	used = cpuTime() - used
	runtime.ReadMemStats(&after)
	s := Sample{
		Operations: n * goroutines,
		Elapsed:    max(elapsed, 1), // a coarse clock must not make it free
		Allocs:     after.Mallocs - before.Mallocs,
		Bytes:      after.TotalAlloc - before.TotalAlloc,
		CPU:        used,
	}
	return s, task.End(s.Operations)
}

// Calibrate returns how many operations each goroutine has to do for a sample to take about this long.
func Calibrate(ctx context.Context, start func(goroutines int) Task, goroutines int, long time.Duration) (n int, err error) {
	const least, most = 16, 1 << 30
	for n = least; ; {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		s, err := Take(start, goroutines, n)
		if err != nil {
			return 0, err
		}
		wanted := float64(n) * float64(long) / float64(s.Elapsed)
		if s.Elapsed > long/2 || n == most {
			return int(min(max(wanted, least), most)), nil
		}
		// A short sample is a bad judge of a long one; go there in steps.
		n = int(min(wanted+1, float64(n)*50, most))
	}
}
