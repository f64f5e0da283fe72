package context_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/context"
	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

// randomProgram returns a body in which goroutines share contexts.
func randomProgram(seed uint64) func(t *explore.T) {
	return func(t *explore.T) {
		r := rand.New(rand.NewPCG(seed, 0))
		ctxs := []context.Context{background}
		var cancels []func(error)
		for range 1 + r.IntN(3) {
			parent, d := ctxs[r.IntN(len(ctxs))], time.Duration(1+r.IntN(2))
			if r.IntN(4) == 0 {
				parent = wrapped{parent}
			}
			ctx, cancel := derive[r.IntN(4)](parent, d)
			ctxs, cancels = append(ctxs, ctx), append(cancels, cancel)
		}
		var called [3]bool
		var logs [2][]any
		work := func(g int) {
			r := rand.New(rand.NewPCG(seed, uint64(g+1)))
			say := func(what any) { logs[g] = append(logs[g], what) }
			for range 1 + r.IntN(3) {
				i := r.IntN(len(cancels))
				ctx := ctxs[i+1]
				switch r.IntN(8) {
				case 0, 1:
					cancels[i](fmt.Errorf("by %d", g))
				case 2:
					say(ctx.Err())
				case 3:
					say(context.Cause(ctx))
				case 4:
					say(isDone(ctx))
				case 5:
					channel.Recv(ctx.Done())
				case 6:
					child, cancel := derive[r.IntN(4)](ctx, 1)
					say(child.Err())
					cancel(nil)
				case 7:
					stop := context.AfterFunc(ctx, func() { called[g] = true })
					if r.IntN(2) == 0 {
						say(stop())
					}
				}
			}
		}
		t.Go(func() { work(1) })
		work(0)
		t.Wait()
		for _, cancel := range cancels {
			cancel(nil)
		}
		time.Sleep(time.Second) // all has been called that ever is
		t.Wait()
		t.Outcome("%s", fmt.Sprint(logs, called))
	}
}

// raced says whether this is a binary with the race detector.
var raced = false

// What a context knows of itself is the same in all schedules of a trace, and no data race is the package's own.
func TestRandomPrograms(t *testing.T) {
	compared, programs := 0, 100
	if raced {
		programs = 5 // a switch takes far longer, and a coroutine has no races
	}
	for seed := uint64(0); compared < programs && !t.Failed(); seed++ {
		for _, options := range [][]explore.Option{nil, {explore.PatientTime()}} {
			all, whole := shimtest.Compare(t, randomProgram(seed), options...)
			if whole {
				compared++
			}
			assert.NotContains(t, all, string(explore.DataRace))
			if t.Failed() {
				t.Logf("program %d", seed)
			}
		}
	}
}
