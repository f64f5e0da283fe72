package bench

import (
	"context"
	"fmt"
	"time"

	"github.com/counterpoint-go/counterpoint/internal/sample"
)

// A Task is an [Impl] at work.
type Task = sample.Task

// A Sample is one measurement of one implementation.
type Sample = sample.Sample

// Take measures an implementation once, see [sample.Take].
func Take(i Impl, goroutines, n int) (Sample, error) {
	s, err := sample.Take(i.New, goroutines, n)
	if err != nil {
		err = fmt.Errorf("%s, %d goroutines, %d operations: %w", i.Name, goroutines, s.Operations, err)
	}
	return s, err
}

// Rounds are how a comparison is measured.
type Rounds struct {
	Number int           // of rounds; in each of them everyone takes a sample
	Time   time.Duration // that a sample takes, about
}

// Run measures all of them with so many goroutines, and returns the samples of each, one a round. They take turns, see
// [sample.InTurns].
func (r Rounds) Run(ctx context.Context, impls []Impl, goroutines int) (samples [][]Sample, err error) {
	operations := make([]int, len(impls))
	for i, impl := range impls {
		if operations[i], err = sample.Calibrate(ctx, impl.New, goroutines, r.Time); err != nil {
			return make([][]Sample, len(impls)), err
		}
	}
	return sample.InTurns(ctx, len(impls), func(rounds int) bool { return rounds < r.Number }, func(i int) (Sample, error) {
		return Take(impls[i], goroutines, operations[i])
	})
}
