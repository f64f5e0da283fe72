// Package explored holds the code of this module to what it says of itself, by small tests that explore can run in
// every interleaving: two goroutines or three do one to three operations each, and more than that is not claimed. The
// bodies that several packages' tests have in common are here: a safe type has to pass, and where an unsafe one is
// used in its place, some interleaving has to fail.
//
// They are tests like any other, which go test runs once. The safe types are in each package's explore_test.go; the
// unsafe ones in its explore_unsafe_test.go, which has the build tag unsafe, since they fail:
//
//	counterpoint explore --run '^TestExplored' --tags unsafe ./mutex
//
// The test of this package runs that over all of them.
package explored

import (
	"fmt"
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
)

// Counter has two goroutines add and look at the sum. It wants more than the contract of a counter: that each Value
// is the sum of one moment.
func Counter(t testing.TB, c counter.Counter) {
	h := linearizable.NewCounter().History(t)
	Together(2, func(int) {
		h.Add(1, c.Add)
		h.Value(c.Value)
	})
	h.Value(c.Value)
}

// Adders has two goroutines add, and looks at the sum when they are done.
func Adders(t testing.TB, c counter.Counter) {
	h := linearizable.NewCounter().History(t)
	Together(2, func(int) { h.Add(1, c.Add) })
	h.Value(c.Value)
}

// Value has a goroutine look at the sum while another adds.
func Value(t testing.TB, c counter.Counter) {
	h := linearizable.NewCounter().History(t)
	Together(2, func(i int) {
		if i == 0 {
			h.Add(1, c.Add)
		} else {
			h.Value(c.Value)
		}
	})
	h.Value(c.Value)
}

// Reset has a goroutine add while another takes the sum away.
func Reset(t testing.TB, c counter.Counter, reset func() int64) {
	h := linearizable.NewCounter().History(t)
	Together(2, func(i int) {
		if i == 0 {
			h.Add(1, c.Add)
		} else {
			h.Reset(reset)
		}
	})
	h.Value(c.Value)
}

// An Op is an operation of a model: its name, and its argument if it has one.
type Op struct {
	Name string
	Arg  int64 // 0 if it has none
}

func (o Op) String() string {
	if o.Arg == 0 {
		return o.Name + "()"
	}
	return fmt.Sprintf("%s(%d)", o.Name, o.Arg)
}

// Limited has two goroutines add to a sum that must not exceed 1.
func Limited(t testing.TB, tryAdd func(delta int64) bool, value func() int64) {
	trying, looking := Op{"TryAdd", 1}, Op{"Value", 0}
	h := linearizable.NewObject(int64(0), func(sum int64, op Op) (out any, next int64, ok bool) {
		switch {
		case op == looking:
			return sum, sum, true
		case sum == 1:
			return false, sum, true
		}
		return true, sum + 1, true
	}).History(t)
	try := func() { h.Do(trying, func() any { return tryAdd(1) }) }
	Together(2, func(int) {
		try()
		h.Do(looking, func() any { return value() })
	})
	try()
}

// Queue has a goroutine put two values into a queue while another takes two, and then takes what is left.
func Queue(t testing.TB, enqueue func(v int), dequeue func() (int, bool)) {
	h := linearizable.NewQueue[int]().History(t)
	Together(2, func(i int) {
		for v := range 2 {
			if i == 0 {
				h.Enqueue(v+1, enqueue)
			} else {
				h.Dequeue(dequeue)
			}
		}
	})
	for range 2 {
		h.Dequeue(dequeue)
	}
}

// Producers has two goroutines put values into a queue, each of which then takes one.
func Producers(t testing.TB, enqueue func(v int), dequeue func() (int, bool)) {
	h := linearizable.NewQueue[int]().History(t)
	Together(2, func(i int) {
		h.Enqueue(i+1, enqueue)
		h.Dequeue(dequeue)
	})
	h.Dequeue(dequeue)
}

// Stack has two goroutines push a value each, and pop one.
func Stack(t testing.TB, push func(v int), pop func() (int, bool)) {
	h := linearizable.NewStack[int]().History(t)
	Together(2, func(i int) {
		h.Push(i+1, push)
		h.Pop(pop)
	})
	h.Pop(pop)
}

// Together has n goroutines call f, each with a number of its own, and waits for them. All are counted before the
// first begins: whether one is done before another is counted would be one more thing to explore.
func Together(n int, f func(i int)) {
	var wg sync.WaitGroup
	wg.Add(n)
	for i := range n {
		go func() {
			defer wg.Done()
			f(i)
		}()
	}
	wg.Wait()
}
