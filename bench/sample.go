package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"time"
)

// A Sample is one measurement of one implementation.
type Sample struct {
	Operations int
	Elapsed    time.Duration // of all goroutines together, on the clock
	Allocs     uint64        // objects allocated meanwhile
	Bytes      uint64        // bytes allocated meanwhile
}

// Nanoseconds returns what an operation took.
func (s Sample) Nanoseconds() float64 { return float64(s.Elapsed) / float64(s.Operations) }

// AllocsEach returns how many objects an operation allocated.
func (s Sample) AllocsEach() float64 { return float64(s.Allocs) / float64(s.Operations) }

// Take has so many goroutines do n operations each, on a new object. What others left to the garbage
// collector is collected before; what this one leaves is its own to pay for. The clock runs from the
// moment that all goroutines are let go until the last is done.
func Take(i Impl, goroutines, n int) (Sample, error) {
	runtime.GC()
	task := i.New(goroutines)
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	ready.Add(goroutines)
	for g := range goroutines {
		done.Go(func() {
			ready.Done()
			<-start
			task.Do(g, n)
		})
	}
	ready.Wait()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	close(start)
	done.Wait()
	elapsed := time.Since(begin)
	runtime.ReadMemStats(&after)
	s := Sample{
		Operations: n * goroutines,
		Elapsed:    max(elapsed, 1), // a coarse clock must not make it free
		Allocs:     after.Mallocs - before.Mallocs,
		Bytes:      after.TotalAlloc - before.TotalAlloc,
	}
	if err := task.End(s.Operations); err != nil {
		return s, fmt.Errorf("%s, %d goroutines, %d operations: %w", i.Name, goroutines, s.Operations, err)
	}
	return s, nil
}

// calibrate returns how many operations each goroutine has to do for a sample to take about this long.
func calibrate(ctx context.Context, i Impl, goroutines int, long time.Duration) (n int, err error) {
	const least, most = 16, 1 << 30
	for n = least; ; {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		s, err := Take(i, goroutines, n)
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

// Rounds are how a comparison is measured.
type Rounds struct {
	Number int           // of rounds; in each of them everyone takes a sample
	Time   time.Duration // that a sample takes, about
}

// Run measures all of them with so many goroutines, and returns the samples of each, one a round.
//
// Everyone takes part in every round, in an order that is drawn anew each time: when the machine gets
// slower for a second, as machines do that have other work too, that falls on all alike, and the ratio
// of two samples of one round hardly feels it.
//
// If ctx ends, or if one of them fails, Run returns the error with the rounds that are complete.
func (r Rounds) Run(ctx context.Context, impls []Impl, goroutines int) (samples [][]Sample, err error) {
	samples = make([][]Sample, len(impls))
	operations := make([]int, len(impls))
	for i, impl := range impls {
		if operations[i], err = calibrate(ctx, impl, goroutines, r.Time); err != nil {
			return samples, err
		}
	}
	for range r.Number {
		round := make([]Sample, len(impls))
		for _, i := range rand.Perm(len(impls)) {
			if ctx.Err() != nil {
				return samples, ctx.Err()
			}
			if round[i], err = Take(impls[i], goroutines, operations[i]); err != nil {
				return samples, err
			}
		}
		for i, s := range round {
			samples[i] = append(samples[i], s)
		}
	}
	return samples, nil
}
