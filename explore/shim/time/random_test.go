package time_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

// randomProgram returns a body in which goroutines share a timer, a ticker and a function.
func randomProgram(seed uint64) func(t *explore.T) {
	return func(t *explore.T) {
		r := rand.New(rand.NewPCG(seed, 0))
		d := func(r *rand.Rand) time.Duration { return time.Duration(1 + r.IntN(2)) }
		var calls int
		timer, ticker := time.NewTimer(d(r)), time.NewTicker(d(r))
		call := time.AfterFunc(d(r), func() { calls++ })
		for _, stop := range []func(){func() { timer.Stop() }, ticker.Stop, func() { call.Stop() }} {
			if r.IntN(2) == 0 {
				stop()
			}
		}
		var logs [2][]any
		work := func(g int) {
			r := rand.New(rand.NewPCG(seed, uint64(g+1)))
			say := func(what any) { logs[g] = append(logs[g], what) }
			for range 1 + r.IntN(2) {
				switch r.IntN(10) {
				case 0:
					say(timer.Stop())
				case 1:
					say(timer.Reset(d(r)))
				case 2:
					say(poll(timer.C))
				case 3:
					say(ns(channel.Recv(timer.C)))
				case 4:
					ticker.Stop()
				case 5:
					ticker.Reset(d(r))
				case 6:
					say(poll(ticker.C))
				case 7:
					say(call.Stop())
				case 8:
					say(call.Reset(d(r)))
				case 9:
					time.Sleep(d(r))
					say(ns(time.Now()))
				}
			}
		}
		t.Go(func() { work(1) })
		work(0)
		t.Wait()
		time.Sleep(time.Second) // all has been called that ever is
		t.Wait()
		t.Outcome("%s", fmt.Sprint(logs, calls))
	}
}

// raced says whether this is a binary with the race detector.
var raced = false

// What an alarm knows of itself is the same in all schedules of a trace.
func TestRandomPrograms(t *testing.T) {
	compared, programs := 0, 100
	if raced {
		programs = 5 // a switch takes far longer, and a coroutine has no races
	}
	for seed := uint64(0); compared < programs && !t.Failed(); seed++ {
		for _, options := range [][]explore.Option{nil, {explore.PatientTime()}} {
			if _, whole := shimtest.Compare(t, randomProgram(seed), options...); whole {
				compared++
			}
			if t.Failed() {
				t.Logf("program %d", seed)
			}
		}
	}
}
