package csp_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

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

// An Add does not wait for the actor, unless that is sixteen messages behind.
func ExampleActorCounter() {
	c := csp.NewActorCounter(16)
	defer c.Close()
	for range 8000 {
		c.Add(1)
	}
	fmt.Println(c.Value())
	// Output: 8000
}

// Two counters live on one loop.
func ExampleLoopCounter() {
	loop := csp.NewLoop()
	in, out := csp.NewLoopCounter(loop), csp.NewLoopCounter(loop)
	in.Add(3)
	out.Add(1)
	fmt.Println(in.Value()-out.Value(), loop.Close())
	// Output: 2 <nil>
}

// There is no goroutine, and nothing to close.
func ExampleSemaphoreCounter() {
	c := csp.NewSemaphoreCounter()
	c.Add(2)
	fmt.Println(c.Value())
	// Output: 2
}

// An account that nobody but its actor touches: no lock, and no overdraft, because to look and to
// take is one message.
func ExampleActor() {
	type withdrawal struct {
		amount int
		reply  func(ok bool)
	}
	balance := 100
	account := csp.NewActor(8, func(w withdrawal) {
		if w.amount > balance {
			w.reply(false)
			return
		}
		balance -= w.amount
		w.reply(true)
	})
	granted := 0
	for range 5 {
		ok, err := csp.Ask(context.Background(), account, func(reply func(bool)) withdrawal {
			return withdrawal{amount: 30, reply: reply}
		})
		if err == nil && ok {
			granted++
		}
	}
	fmt.Println(account.Close()) // after which the balance is ours
	fmt.Println(granted, "withdrawals,", balance, "left")
	// Output:
	// <nil>
	// 3 withdrawals, 10 left
}

// A handler that panics has not brought down the actor, and who has asked is told.
func ExamplePanicError() {
	type division struct {
		by    int
		reply func(int)
	}
	actor := csp.NewActor(1, func(d division) { d.reply(100 / d.by) })
	for _, by := range []int{0, 4} {
		got, err := csp.Ask(context.Background(), actor, func(reply func(int)) division { return division{by, reply} })
		if panicked, ok := errors.AsType[*csp.PanicError](err); ok {
			fmt.Println("panic:", panicked.Value)
		} else {
			fmt.Println(got)
		}
	}
	fmt.Println(actor.Close())
	// Output:
	// panic: runtime error: integer divide by zero
	// 25
	// <nil>
}

// What is posted runs in order, on one goroutine, so the slice needs no lock.
func ExampleLoop() {
	loop := csp.NewLoop()
	var lines []string
	for _, line := range []string{"one", "two", "three"} {
		_ = loop.Post(func() { lines = append(lines, line) })
	}
	_ = loop.Do(context.Background(), func() { fmt.Println(lines) })
	fmt.Println(loop.Close())
	fmt.Println(loop.Post(func() {}))
	// Output:
	// [one two three]
	// <nil>
	// csp: closed
}

// Two timers and a third that is stopped run on the loop, the one that is due first before the other.
func ExampleTimer() {
	loop := csp.NewLoop()
	done := make(chan struct{})
	never := loop.After(time.Hour, func() { fmt.Println("never") })
	loop.After(2*time.Millisecond, func() { fmt.Println("second"); close(done) })
	loop.After(time.Millisecond, func() { fmt.Println("first") })
	<-done
	fmt.Println(never.Stop())
	_ = loop.Close()
	// Output:
	// first
	// second
	// true
}

// Requests take as many slots as they are large, and there are never more than 100 in all.
func ExampleSemaphore() {
	s := csp.NewSemaphore(100)
	var requests sync.WaitGroup
	for _, size := range []int64{70, 20, 50, 10} {
		requests.Go(func() {
			_ = s.Do(context.Background(), size, func() error { return nil })
		})
	}
	requests.Wait()
	fmt.Println(s.Acquire(context.Background(), 101))
	// Output: csp: more than the semaphore has, so that waiting would not end
}

// A second visitor who must not wait is turned away, in one step with the look.
func ExampleSemaphore_TryAcquire() {
	s := csp.NewSemaphore(1)
	fmt.Println(s.TryAcquire(1))
	fmt.Println(s.TryAcquire(1))
	s.Release(1)
	fmt.Println(s.TryAcquire(1))
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
	c := csp.NewUnsafeGetSet()
	defer c.Close()
	a := c.Value() // A asks
	b := c.Value() // B asks
	c.Set(a + 1)   // A answers
	c.Set(b + 1)   // B answers, and does not know of A
	fmt.Println("two increments made", c.Value())
	// Output: two increments made 1
}
