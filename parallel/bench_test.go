package parallel_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// BenchmarkMachine asks what a second processor brings to threads that compute, and what it costs a single one that
// there is no global lock. An operation is an n += 1 of some thread, each with a variable of its own.
func BenchmarkMachine(b *testing.B) {
	for name, noGIL := range map[string]bool{"GIL": false, "NoGIL": true} {
		for threads := 1; threads <= 2*runtime.NumCPU(); threads *= 2 {
			b.Run(fmt.Sprintf("%s/threads=%d", name, threads), func(b *testing.B) {
				machine := &parallel.Machine{NoGIL: noGIL, GIL: parallel.GIL{Interval: parallel.SwitchInterval}}
				variables := make([]int64, threads)
				for i := range variables {
					variables[i] = 'A' + int64(i)*16%('z'-'A') // in cache lines of their own
				}
				_, err := parallel.Map(b.Context(), parallel.Threads(threads), func(_ context.Context, v int64) (struct{}, error) {
					machine.Thread(repeated(int64(b.N/threads+1),
						parallel.Instruction{parallel.LOAD, v},
						parallel.Instruction{parallel.ADD, 1},
						parallel.Instruction{parallel.STORE, v},
					)).Run()
					return struct{}{}, nil
				}, variables)
				if err != nil {
					b.Fatal(err)
				}
			})
		}
	}
}

// BenchmarkCheckpoint asks what a computation pays for being one that can be interrupted: in work for a GIL that nobody
// else wants, and in any other.
func BenchmarkCheckpoint(b *testing.B) {
	for name, workers := range map[string]parallel.Workers{
		"GILThreads": parallel.GILThreads(1, &parallel.GIL{Interval: parallel.SwitchInterval}),
		"Sequential": parallel.Sequential(),
	} {
		b.Run(name, func(b *testing.B) {
			parallel.Map(b.Context(), workers, func(ctx context.Context, n int) (int, error) {
				for range n {
					parallel.Checkpoint(ctx)
				}
				return 0, nil
			}, []int{b.N})
		})
	}
}
