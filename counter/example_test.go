package counter_test

import (
	"errors"
	"fmt"
	"sync"

	"github.com/counterpoint-go/counterpoint/counter"
)

// Eight goroutines add 1 a thousand times each, and for once the sum is what it should be.
func ExampleLocked() {
	var c counter.Locked
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(c.Value())
	// Output: 8000
}

// The lost update of Unsafe, one step at a time and on one goroutine, so that it is certain: each
// of the two loads before the other has stored.
func ExampleUnsafe() {
	n := 5
	a := n    // A loads 5
	b := n    // B loads 5
	n = a + 1 //nolint:ineffassign // A stores 6, and this is the update that is lost
	n = b + 1 // B stores 6
	fmt.Println("two increments of 5 made", n)
	// Output: two increments of 5 made 6
}

func ExampleKeyed() {
	var votes counter.Keyed[string]
	var wg sync.WaitGroup
	for _, ballot := range []string{"yes", "no", "yes", "yes"} {
		wg.Go(func() { votes.Add(ballot, 1) })
	}
	wg.Wait()
	fmt.Println(votes.Value("yes"), votes.Value("no"), votes.Value("maybe"))
	fmt.Println(votes.Snapshot())
	// Output:
	// 3 1 0
	// map[no:1 yes:3]
}

func ExampleJoinErr() {
	err := counter.JoinErr(
		func() error { return errors.New("the disk is full") },
		func() error { return nil },
		func() error { return errors.New("the network is down") },
	)
	fmt.Println(err)
	// Output:
	// the disk is full
	// the network is down
}

func ExampleTotal() {
	audited := make(chan int64)
	pay := counter.Total([]int64{30, 12}, 2, func(total int64) { audited <- total })
	fmt.Println("to pay:", pay)
	fmt.Println("audited:", <-audited)
	// Output:
	// to pay: 40
	// audited: 42
}

// Whatever keeps the contract can stand in for what stood there before.
func ExampleCounter() {
	add := func(c counter.Counter) int64 {
		c.Add(2)
		c.Add(-1)
		return c.Value()
	}
	fmt.Println(add(new(counter.Locked)), add(new(counter.Unsafe)))
	// Output: 1 1
}
