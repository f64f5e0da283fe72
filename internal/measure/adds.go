package measure

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/counterpoint-go/counterpoint/internal/sample"
)

// line is more than a cache line of any processor that Go runs on, and of those that fetch two at a time
// more than two.
const line = 256

// sharingRows are an add that nobody else is interested in, and the same where a cache line has to be fetched from
// another processor for it. Those with two or more goroutines tell what one of them sees: they all add at the same time.
func sharingRows(p *preparation) []subject {
	alike, several := p.machine.alone(), max(p.machine.processors(), 2)
	all := float64(several)
	return []subject{
		{name: "plain", means: "n++ in memory that nobody else uses", prepare: timed(1, 1, plainAdds)},
		{name: "atomic", means: "the same as one indivisible step", prepare: timed(1, 1, atomicAdds(alone))},
		{name: "mutex", means: "Lock, n++, Unlock", prepare: timed(1, 1, mutexAdds(alone))},
		{name: "atomic, two lines", means: "two goroutines add atomically, each to its own number, on two cache lines", missing: alike, prepare: together(2, 2, atomicAdds(alone))},
		{name: "atomic, one line", means: "the same on one cache line, which goes to and fro: false sharing", missing: alike, prepare: together(2, 2, atomicAdds(adjacent))},
		{name: "one atomic", means: "a goroutine a processor, all add to one number: contention", missing: alike, prepare: together(several, all, atomicAdds(shared))},
		{name: "own mutexes", means: "a goroutine a processor, each with its own number behind its own mutex", missing: alike, prepare: together(several, all, mutexAdds(alone))},
		{name: "one mutex", means: "the same with one number behind one mutex: who finds it taken waits", missing: alike, prepare: timed(several, all, mutexAdds(shared))},
	}
}

// A place says where in a block of memory the number of goroutine i is.
type place func(i int) int

// The places, in words of eight bytes.
func alone(i int) int    { return (i + 1) * line / 8 }
func adjacent(i int) int { return line/8 + i }
func shared(int) int     { return line / 8 }

// plainAdds has each goroutine add to a number of its own.
func plainAdds(goroutines int) sample.Task {
	numbers := make([]int64, alone(goroutines))
	return sample.Task{
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

func atomicAdds(at place) func(goroutines int) sample.Task {
	return func(goroutines int) sample.Task {
		numbers := make([]atomic.Int64, alone(goroutines))
		return sample.Task{
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

func mutexAdds(at place) func(goroutines int) sample.Task {
	return func(goroutines int) sample.Task {
		numbers := make([]guarded, alone(goroutines))
		return sample.Task{
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
