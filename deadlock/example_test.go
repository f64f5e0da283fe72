package deadlock_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/counterpoint-go/counterpoint/deadlock"
)

// Two transfers between the same accounts, one each way, many times over.
func ExampleLedger() {
	l := deadlock.NewLedger(2)
	l.Add(100)
	enough := func(balance int64) bool { return balance >= 1 }
	var wg sync.WaitGroup
	wg.Go(func() {
		for range 1000 {
			l.Transfer(0, 1, 1, enough)
		}
	})
	wg.Go(func() {
		for range 1000 {
			l.Transfer(1, 0, 1, enough)
		}
	})
	wg.Wait()
	fmt.Println(l.Value())
	// Output: 100
}

func ExampleLedger_Transfer() {
	l := deadlock.NewLedger(2)
	l.Add(100)
	for range 2 {
		done := l.Transfer(0, 1, 60, func(balance int64) bool { return balance >= 60 })
		fmt.Println(done, l.Balance(0), l.Balance(1))
	}
	// Output:
	// true 40 60
	// false 40 60
}

// The cure by order: a dinner for five of three courses.
func ExampleOrderedTable() {
	fmt.Println(deadlock.Dine(deadlock.NewOrderedTable(5), 3, runtime.Gosched))
	// Output: [3 3 3 3 3]
}

// The cure by TryLock, for two who want each fork that the other has.
func ExampleBackoffTable() {
	fmt.Println(deadlock.Dine(deadlock.NewBackoffTable(2), 3, runtime.Gosched))
	// Output: [3 3]
}

// The cure by one lock around.
func ExampleArbiterTable() {
	fmt.Println(deadlock.Dine(deadlock.NewArbiterTable(5), 3, runtime.Gosched))
	// Output: [3 3 3 3 3]
}

// The cure by no locks at all.
func ExampleHostedTable() {
	table := deadlock.NewHostedTable(5)
	defer table.Close()
	fmt.Println(deadlock.Dine(table, 3, runtime.Gosched))
	// Output: [3 3 3 3 3]
}

// What is eaten at one seat, in order.
func ExampleTable() {
	var table deadlock.Table = deadlock.NewOrderedTable(5)
	table.Eat(4,
		func() { fmt.Println("one fork in hand: grace") },
		func() { fmt.Println("both forks in hand: meal") })
	// Output:
	// one fork in hand: grace
	// both forks in hand: meal
}

// A callback may use the counter that calls it.
func ExampleCounter() {
	var c deadlock.Counter
	c.OnAdd = func(sum int64) { fmt.Println("added:", sum, "of", c.Value()) }
	c.Add(2)
	c.Add(3)
	fmt.Println("reset:", c.Reset(), c.Value())
	// Output:
	// added: 2 of 2
	// added: 5 of 5
	// reset: 5 0
}

func ExampleRWCounter() {
	var c deadlock.RWCounter
	c.Add(2)
	c.Add(3)
	if err := c.Report(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// adds: 2
	// sum: 5
}

func ExampleLazy() {
	c := deadlock.NewLazy(func() int64 {
		fmt.Println("loading")
		return 100
	})
	c.Add(1)
	fmt.Println(c.Value())
	// Output:
	// loading
	// 101
}

func ExampleFeed() {
	updates := make(chan int64)
	c := deadlock.NewFeed(updates)
	go c.Add(7)
	fmt.Println(<-updates, c.Value())
	// Output: 7 7
}

// Value waits for the save, and so for what it prints.
func ExampleSaver() {
	var c deadlock.Saver
	c.Add(7)
	c.Save(func(sum int64) { fmt.Println("saved:", sum) })
	fmt.Println("value:", c.Value())
	// Output:
	// saved: 7
	// value: 7
}

func ExampleStock() {
	s := deadlock.NewStock()
	var wg sync.WaitGroup
	for n := range int64(4) {
		wg.Go(func() { s.Take(n + 1) })
	}
	for range 12 {
		s.Add(1)
	}
	wg.Wait()
	fmt.Println(s.Value())
	// Output: 2
}

// It does not matter who comes first.
func ExampleEvent() {
	e := deadlock.NewEvent()
	e.Fire()
	e.Wait()
	fmt.Println("fired")
	// Output: fired
}

func ExampleSum() {
	one := func() int64 { return 1 }
	two := func() int64 { return 2 }
	fmt.Println(deadlock.Sum(one, two))
	// Output: 3
}

func ExampleAwait() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	answered := make(chan struct{})
	defer close(answered) // too late
	answer, err := deadlock.Await(ctx, func() int {
		<-answered
		return 42
	})
	fmt.Println(answer, err)
	// Output: 0 context deadline exceeded
}

// The accounts are locked in both orders, and nobody waits for ever.
func ExampleGuardedLedger() {
	l := deadlock.NewGuardedLedger(2)
	l.Add(100)
	enough := func(balance int64) bool { return balance >= 1 }
	var wg sync.WaitGroup
	wg.Go(func() { l.Transfer(0, 1, 1, enough) })
	wg.Go(func() { l.Transfer(1, 0, 1, enough) })
	wg.Wait()
	fmt.Println(l.Value())
	// Output: 100
}

// Three that each want two locks, of which each has one in common with each other.
func ExampleShop() {
	var s deadlock.Shop
	always := func(int64) bool { return true }
	var wg sync.WaitGroup
	wg.Go(func() { s.Buy(3, always) })
	wg.Go(func() { s.Sell(2, always) })
	wg.Go(func() { s.Pay(1, always) })
	wg.Wait()
	fmt.Println(s.Worth())
	// Output: 0
}

// It is used as sync's. With the tag deadlock, it would say if another goroutine took the two in the other order.
func ExampleMutex() {
	var from, to deadlock.Mutex
	deadlock.Name(&from, "from")
	deadlock.Name(&to, "to")

	from.Lock()
	to.Lock()
	fmt.Println("both are locked, and the second is free for nobody:", to.TryLock())
	to.Unlock()
	from.Unlock()
	// Output: both are locked, and the second is free for nobody: false
}

// What reads, reads once, and the functions in between expect the lock held.
func ExampleRWMutex() {
	var mu deadlock.RWMutex
	prices := map[string]int{"apple": 3, "pear": 4}
	price := func(name string) int { return prices[name] } // expects mu locked

	mu.RLock()
	fmt.Println(price("apple")+price("pear"), mu.TryLock())
	mu.RUnlock()
	// Output: 7 false
}

// The locks are taken in both orders, but not at the same time: the Wait is in between, and a checked lock knows it.
func ExampleWaitGroup() {
	var a, b deadlock.Mutex
	var wg deadlock.WaitGroup
	wg.Go(func() {
		a.Lock()
		defer a.Unlock()
		b.Lock()
		defer b.Unlock()
		fmt.Println("a, then b")
	})
	wg.Wait()

	b.Lock()
	defer b.Unlock()
	a.Lock()
	defer a.Unlock()
	fmt.Println("b, then a")
	// Output:
	// a, then b
	// b, then a
}

// Two transfers, one each way, and one to where it comes from.
func ExampleLockAll() {
	type account struct {
		mu  deadlock.Mutex
		sum int
	}
	transfer := func(from, to *account, amount int) {
		unlock := deadlock.LockAll(&from.mu, &to.mu)
		defer unlock()
		from.sum -= amount
		to.sum += amount
	}
	var a, b account
	var wg deadlock.WaitGroup
	wg.Go(func() { transfer(&a, &b, 30) })
	wg.Go(func() { transfer(&b, &a, 10) })
	wg.Go(func() { transfer(&a, &a, 50) })
	wg.Wait()
	fmt.Println(a.sum, b.sum)
	// Output: -20 20
}

// A printer is a [deadlock.T] for an example, which has no t. It prints the first line of what fails.
type printer struct{}

func (printer) Helper() {}

func (printer) Fatalf(format string, args ...any) {
	line, _, _ := strings.Cut(fmt.Sprintf(format, args...), "\n")
	fmt.Println(line)
}

// In a test, it is deadlock.Within(t, ...).
func ExampleWithin() {
	results := make(chan int)
	deadlock.Within(printer{}, time.Minute, func() {
		go func() { results <- 42 }()
		fmt.Println("received:", <-results)
	})
	deadlock.Within(printer{}, time.Millisecond, func() {
		<-results // which nobody sends
	})
	close(results)
	// Output:
	// received: 42
	// deadlock: Within(1ms): it has not ended. What the goroutines wait for:
}

// Any testing library's T will do that has these two methods.
func ExampleT() {
	var t deadlock.T = printer{}
	deadlock.Within(t, 0, func() {})
	// Output: deadlock: Within(0s): nothing ends in no time; give it some
}

// Without the tag deadlock, and where all goroutines keep one order, there is nothing to report.
func ExampleReport() {
	undo := deadlock.OnReport(func(r *deadlock.Report) { fmt.Println(r) })
	defer undo()
	var first, second deadlock.Mutex
	var wg deadlock.WaitGroup
	for range 2 {
		wg.Go(func() {
			first.Lock()
			defer first.Unlock()
			second.Lock()
			defer second.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("done")
	// Output: done
}

// Three goroutines wait at the same place, for somebody who takes their results.
func ExampleDump() {
	results := make(chan int)
	for n := range 3 {
		go func() { results <- n }()
	}
	var dump strings.Builder
	for !strings.Contains(dump.String(), "3 goroutines [chan send]") {
		runtime.Gosched() // until all have come to it
		dump.Reset()
		if err := deadlock.Dump(&dump); err != nil {
			fmt.Println(err)
		}
	}
	for line := range strings.Lines(dump.String()) {
		if strings.Contains(line, "3 goroutines [chan send]") {
			before, _, _ := strings.Cut(line, ":")
			fmt.Println(before)
		}
	}
	for range 3 {
		<-results
	}
	// Output: 3 goroutines [chan send]
}
