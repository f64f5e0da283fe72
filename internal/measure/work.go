package measure

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// A kind of workers does work.
type kind struct {
	name    string
	workers func(n int) parallel.Workers
}

// The kinds. The others are held against the first.
const (
	sequential = "sequential"
	gilThreads = "GIL threads"
	goroutines = "goroutines"
	threads    = "threads"
	procs      = "processes"
)

var kinds = []kind{
	{sequential, func(int) parallel.Workers { return parallel.Sequential() }},
	{gilThreads, func(n int) parallel.Workers {
		return parallel.GILThreads(n, &parallel.GIL{Interval: parallel.SwitchInterval})
	}},
	{goroutines, parallel.Goroutines},
	{threads, parallel.Threads},
	{procs, parallel.Processes},
}

// WorkerCounts returns with how many workers work is done on a machine with so many cores: from one to twice as many, and where
// that is more than eight, some of them.
func WorkerCounts(cores int) (counts []int) {
	most := 2 * max(1, cores)
	for n := 1; n <= most; n++ {
		if most <= 8 || n&(n-1) == 0 || n == cores || n == most {
			counts = append(counts, n)
		}
	}
	return counts
}

// errUnprepared is told of work whose first row could not be prepared.
var errUnprepared = errors.New("what it takes to work one after the other is not there")

// work returns the rows of a piece of work that is done by workers of each kind, in all numbers. do does all of it.
func work(p *preparation, do func(ctx context.Context, workers parallel.Workers) error) (rows []subject) {
	for _, k := range kinds {
		counts := WorkerCounts(p.machine.cores())
		if k.name == sequential {
			counts = []int{1}
		}
		for _, n := range counts {
			rows = append(rows, subject{name: k.name, workers: n, prepare: once(func(ctx context.Context) (float64, error) {
				begin := time.Now()
				err := do(ctx, k.workers(n))
				return float64(time.Since(begin)), err
			})})
		}
	}
	return rows
}

// pieces returns in how many pieces a computation is cut: so many that with the most workers none has to wait long for the
// last.
func pieces(m Machine) int { return max(48, 12*m.cores()) }

// The bounds of what whole returns: so much that workers are started for something, and no more than makes for many rounds.
const (
	leastWhole = time.Millisecond
	mostWhole  = 250 * time.Millisecond
)

// whole returns how long all of a work may take one after the other, for a group that has so much time: all others do it
// too, about as fast, and that in enough rounds.
func whole(p *preparation) time.Duration {
	rows := 1 + (len(kinds)-1)*len(WorkerCounts(p.machine.cores()))
	return min(max(p.time/time.Duration(8*rows), leastWhole), mostWhole)
}

// check says whether the work was done.
func check(got []int, want int) error {
	sum := 0
	for _, n := range got {
		sum += n
	}
	if sum != want {
		return fmt.Errorf("the result is %d, and not %d", sum, want)
	}
	return nil
}

// repeat returns n times the same.
func repeat[T any](v T, n int) []T { return slices.Repeat([]T{v}, n) }
