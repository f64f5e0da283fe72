package countertest_test

import (
	"errors"
	"fmt"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
)

// A Gauge never shows less than nothing, which is not what a Counter promises.
type Gauge struct{ counter.Locked }

func (g *Gauge) Value() int64 { return max(0, g.Locked.Value()) }

// In a test one calls countertest.Run(t, newCounter); Check does the same where there is no t.
func Example() {
	err := countertest.Check(func() counter.Counter { return new(Gauge) })

	var broken *countertest.Broken
	if errors.As(err, &broken) {
		fmt.Println("rule:   ", broken.Rule)
		fmt.Println("promise:", broken.Promise)
		fmt.Println("instead:", broken.Err)
	}
	// Output:
	// rule:    Negative
	// promise: a delta may be negative, and so may the sum
	// instead: Value() = 0 after Add(-1), the last of [5 -2 -3 -1], want -1
}
