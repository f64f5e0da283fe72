package csp_test

import (
	"context"
	"fmt"
	"sync"

	"github.com/counterpoint-go/counterpoint/csp"
)

// Eight goroutines tell the owner a thousand times each to add 1.
func ExampleOwner() {
	c := csp.NewOwner()
	defer c.Close()
	var adders sync.WaitGroup
	for range 8 {
		adders.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	adders.Wait()
	fmt.Println(c.Value())
	// Output: 8000
}

// An account that nobody but its actor touches: no lock, and no overdraft, because to look and to
// take is one message.
func ExampleActor() {
	type withdrawal struct {
		amount int
		ok     chan<- bool
	}
	balance := 100
	account := csp.NewActor(8, func(w withdrawal) {
		if ok := w.amount <= balance; ok {
			balance -= w.amount
			w.ok <- true
		} else {
			w.ok <- false
		}
	})
	answers := make(chan bool)
	for range 5 {
		go account.Send(withdrawal{amount: 30, ok: answers})
	}
	granted := 0
	for range 5 {
		if <-answers {
			granted++
		}
	}
	account.Close() // after which the balance is ours
	fmt.Println(granted, "withdrawals,", balance, "left")
	// Output: 3 withdrawals, 10 left
}

// What is posted runs in order, on one goroutine, so the slice needs no lock.
func ExampleLoop() {
	loop := csp.NewLoop(8)
	var lines []string
	for _, line := range []string{"one", "two", "three"} {
		loop.Post(func() { lines = append(lines, line) })
	}
	loop.Do(func() { fmt.Println(lines) })
	loop.Close()
	fmt.Println(loop.Post(func() {}))
	// Output:
	// [one two three]
	// false
}

// A second visitor who must not wait is turned away, in one step with the look.
func ExampleSemaphore_TryAcquire() {
	s := csp.NewSemaphore(1)
	fmt.Println(s.TryAcquire())
	fmt.Println(s.TryAcquire())
	s.Release()
	fmt.Println(s.TryAcquire())
	// Output:
	// true
	// false
	// true
}

// Two values are worked on at the same time, and waited for where they are needed.
func ExampleFuture() {
	six := csp.NewFuture(func() int { return 1 + 2 + 3 })
	seven := csp.NewFuture(func() int { return 3 + 4 })
	fmt.Println(six.Value() * seven.Value())
	// Output: 42
}

// The reader leaves after the first number above 10, and takes the sender along.
func ExampleNumbers() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	sum := int64(0)
	for n := range csp.Numbers(ctx, 1_000_000) {
		if sum += n; sum > 10 {
			break
		}
	}
	fmt.Println(sum)
	// Output: 15
}

func ExampleTotal() {
	fmt.Println(csp.Total([]int64{1, 2, 3}, []int64{4, 5, 6}))
	// Output: 21
}

// The lost update of UnsafeGetSet, with the two conversations in the one order that loses it.
func ExampleUnsafeGetSet() {
	loop := csp.NewLoop(0)
	defer loop.Close()
	c := csp.NewUnsafeGetSet(loop)
	a := c.Value() // A asks
	b := c.Value() // B asks
	c.Set(a + 1)   // A answers
	c.Set(b + 1)   // B answers, and does not know of A
	fmt.Println("two increments made", c.Value())
	// Output: two increments made 1
}
