package measure

import (
	"context"
	"os/exec"
	"time"

	"github.com/counterpoint-go/counterpoint/internal/sample"
	"github.com/counterpoint-go/counterpoint/parallel"
)

// startRows are what it takes until somebody new has done something.
func startRows(*preparation) []subject {
	program, missing := "", ""
	if path, err := exec.LookPath("true"); err != nil {
		missing = "there is no program true, which does nothing"
	} else {
		program = path
	}
	return []subject{
		{name: "goroutine", means: "a goroutine begins, and tells that it has", prepare: timed(1, 1, starts(func(f func()) { go f() }))},
		{name: "thread", means: "the same with a thread of its own, which ends with it", prepare: timed(1, 1, starts(parallel.StartThread))},
		{name: "program", means: "a small program, true, is started and ends", missing: missing, prepare: once(func(ctx context.Context) (float64, error) {
			begin := time.Now()
			err := exec.CommandContext(ctx, program).Run()
			return float64(time.Since(begin)), err
		})},
		{name: "process", means: "a worker process, this program once more, is started, gives its first answer and ends", prepare: once(startProcess)},
	}
}

// starts has somebody started, one after the other, and waits for each.
func starts(start func(f func())) func(int) sample.Task {
	return func(int) sample.Task {
		begun := 0
		return sample.Task{
			Do: func(_, n int) {
				ready := make(chan struct{})
				for range n {
					start(func() {
						begun++
						ready <- struct{}{}
					})
					<-ready
				}
			},
			End: func(operations int) error { return complete(int64(begun), operations) },
		}
	}
}

func startProcess(ctx context.Context) (float64, error) {
	begin := time.Now()
	_, err := parallel.Map(ctx, parallel.Processes(1), answer, []int{0})
	return float64(time.Since(begin)), err
}

// answer does nothing.
func answer(context.Context, int) (int, error) { return 0, nil }
