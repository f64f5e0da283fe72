// Package histories has goroutines use an object for a moment, at random and natively, records what they did, and
// holds that to a sequential model of the object: many short histories, since the number of orders that may explain
// a history grows with its length. It is a sample of the schedules that this machine comes to, on all of its
// processors and with the memory that they really have; that all schedules are right is explore's to say.
package histories

import (
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
)

// The size of it: many goroutines beside few processors, so that some are stopped in the middle of an operation.
const (
	count      = 2000 // histories
	goroutines = 8
	operations = 8 // of each goroutine

	patience = 10 * time.Millisecond // with the check of a history; most take a tenth of one
)

// A Step does one operation on an object, drawn from r, and has it recorded.
type Step func(r *rand.Rand)

// Run records histories, each of an object of its own, and fails the test at the first one that is not linearizable.
// object makes an object whose operations h records, and returns what each of the goroutines does again and again.
//
// A history takes no time to check as a rule, and now and then one takes minutes: what takes too long is given up, and
// counted. There are fewer of these where all values that are put in are different.
func Run[H any](t testing.TB, check *linearizable.Checker[H], object func(h H) Step) {
	t.Helper()
	check.Limit(patience)
	for seed := range uint64(count) {
		history := &history{TB: t}
		meet(seed, object(check.History(history)))
		if seed%each == 0 {
			history.end()
		}
		if t.Failed() {
			return
		}
	}
	if given := check.Unjudged(); given > count/each/2 {
		t.Errorf("%d of %d histories take more than %v to check: have values in them that are all different", given, count/each, patience)
	}
	t.Logf("%d histories, %d checked, %d of them different, %d given up", count, count/each, check.Histories(), check.Unjudged())
}

// meet has the goroutines start together, and waits for them.
func meet(seed uint64, step Step) {
	start := make(chan struct{})
	var wg sync.WaitGroup
	for g := range uint64(goroutines) {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(seed, g))
			<-start
			for range operations {
				step(r)
				if r.IntN(2) == 0 {
					runtime.Gosched()
				}
			}
		})
	}
	close(start)
	wg.Wait()
}

// A history is a testing.TB that ends before the test does.
type history struct {
	testing.TB
	atEnd []func()
}

func (h *history) Cleanup(f func()) { h.atEnd = append(h.atEnd, f) }

func (h *history) end() {
	for _, f := range h.atEnd {
		f()
	}
}
