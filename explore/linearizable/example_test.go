package linearizable_test

import (
	"fmt"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
)

// A counter whose Add loads and stores loses an update. Nothing in the test says that the sum must be 2.
func Example() {
	check := linearizable.NewCounter()
	report := explore.Run(func(t *explore.T) {
		var n atomic.Int64
		add := func(delta int64) { n.Store(n.Load() + delta) }
		h := check.History(t)
		for range 2 {
			t.Go(func() { h.Add(1, add) })
		}
		t.Wait()
		h.Value(n.Load)
	})
	fmt.Println(report.Failures[0].Message)
	// Output:
	// not linearizable: Value() of main returns 1, and no order of the operations explains that
	//
	//     main       g1       g2
	// 1              Add(1)
	// 2                       Add(1)
	// 3              returns
	// 4                       returns
	// 5   Value()
	// 6*  returns 1
}

// A model of your own is what the structure does when one goroutine alone uses it. This one is of a place for
// the highest bid so far.
func ExampleSequential() {
	type bid int
	check := linearizable.New(linearizable.Sequential(0, func(highest int, in any) (out any, next int, ok bool) {
		b := in.(bid)
		return int(b) > highest, max(int(b), highest), true
	}))
	report := explore.Run(func(t *explore.T) {
		var highest atomic.Int64
		h := check.History(t)
		for _, b := range []int64{10, 20} {
			t.Go(func() {
				h.Call(bid(b), func() any {
					for {
						old := highest.Load()
						if b <= old {
							return false
						}
						if highest.CompareAndSwap(old, b) {
							return true
						}
					}
				})
			})
		}
		t.Wait()
	})
	fmt.Println(report.Summary())
	fmt.Println("failed:", report.Failed(), "histories:", check.Histories())
	// Output:
	// dpor: 6 traces, all of them; 0 redundant, 55 steps
	// failed: false histories: 4
}
