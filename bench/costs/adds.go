package costs

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/bench"
)

// line is more than a cache line of any processor that Go runs on, and of those that fetch two at a time
// more than two.
const line = 256

// A place says where in a block of memory the number of goroutine i is.
type place func(i int) int

// The places, in words of eight bytes.
func alone(i int) int    { return (i + 1) * line / 8 }
func adjacent(i int) int { return line/8 + i }
func shared(int) int     { return line / 8 }

// plainAdds has each goroutine add to a number of its own.
func plainAdds(goroutines int) bench.Task {
	numbers := make([]int64, alone(goroutines))
	return bench.Task{
		Do: func(i, n int) {
			number := &numbers[alone(i)]
			for range n {
				*number++
			}
		},
		End: func(operations int) error {
			var sum int64
			for _, number := range numbers {
				sum += number
			}
			return complete(sum, operations)
		},
	}
}

func atomicAdds(at place) func(goroutines int) bench.Task {
	return func(goroutines int) bench.Task {
		numbers := make([]atomic.Int64, alone(goroutines))
		return bench.Task{
			Do: func(i, n int) {
				number := &numbers[at(i)]
				for range n {
					number.Add(1)
				}
			},
			End: func(operations int) error {
				var sum int64
				for i := range numbers {
					sum += numbers[i].Load()
				}
				return complete(sum, operations)
			},
		}
	}
}

// A guarded number and its mutex are two words.
type guarded struct {
	mu sync.Mutex
	n  int64
}

func mutexAdds(at place) func(goroutines int) bench.Task {
	return func(goroutines int) bench.Task {
		numbers := make([]guarded, alone(goroutines))
		return bench.Task{
			Do: func(i, n int) {
				number := &numbers[at(i)]
				for range n {
					number.mu.Lock()
					number.n++
					number.mu.Unlock()
				}
			},
			End: func(operations int) error {
				var sum int64
				for i := range numbers {
					sum += numbers[i].n
				}
				return complete(sum, operations)
			},
		}
	}
}

func complete(sum int64, operations int) error {
	if sum != int64(operations) {
		return fmt.Errorf("the sum is %d, and not %d", sum, operations)
	}
	return nil
}
