//go:build unix

package parallel_test

import (
	"context"
	"fmt"

	"github.com/counterpoint-go/counterpoint/parallel"
)

var _ = parallel.Register(hits)

// A counter that is sent to a worker is the same one there.
func ExampleSharedCounter() {
	c, err := parallel.NewSharedCounter()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer c.Close()
	_, err = parallel.Map(context.Background(), parallel.Processes(2), hits, []visit{{c, 1000}, {c, 500}, {c, 1}})
	fmt.Println(c.Value(), err)
	// Output: 1501 <nil>
}

type visit struct {
	Counter *parallel.SharedCounter
	Times   int
}

func hits(_ context.Context, v visit) (struct{}, error) {
	for range v.Times {
		v.Counter.Add(1)
	}
	return struct{}{}, nil
}
