package mutex_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/counterpoint-go/counterpoint/mutex"
)

func ExampleCounter() {
	var c mutex.Counter
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

// An Update is a whole step and returns what it made, so no two callers draw the same ticket. With
// an Add and then a Value two could.
func ExampleCounter_Update() {
	var tickets mutex.Counter
	drawn := make([]bool, 100)
	var wg sync.WaitGroup
	for range drawn {
		wg.Go(func() {
			ticket := tickets.Update(func(last int64) int64 { return last + 1 })
			drawn[ticket-1] = true // nobody else's element
		})
	}
	wg.Wait()
	for i, ok := range drawn {
		if !ok {
			fmt.Println("nobody has ticket", i+1)
		}
	}
	fmt.Println("tickets:", tickets.Value())
	// Output: tickets: 100
}

func ExampleRWCounter() {
	var c mutex.RWCounter
	var wg sync.WaitGroup
	wg.Go(func() { c.Add(40) })
	wg.Go(func() { c.Add(2) })
	wg.Go(func() { c.Value() }) // sees 0, 2, 40 or 42
	wg.Wait()
	fmt.Println(c.Value())
	// Output: 42
}

// A hundred guests, ten seats: ten of them get one.
func ExampleLimited() {
	seats := mutex.Limited{Limit: 10}
	var seated mutex.Counter
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			if seats.TryAdd(1) {
				seated.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(seats.Value(), seated.Value())
	// Output: 10 10
}

// Money that moves is in one account or in the other at any moment that a Sum can see.
func ExampleGroup_Move() {
	accounts := mutex.NewGroup(2)
	accounts.Add(0, 100)
	var wg sync.WaitGroup
	for range 60 {
		wg.Go(func() {
			accounts.Move(0, 1, 1)
			if sum := accounts.Sum(); sum != 100 {
				fmt.Println("the sum is", sum)
			}
		})
	}
	wg.Wait()
	fmt.Println(accounts.Value(0), accounts.Value(1))
	// Output: 40 60
}

// The map can be reached in the lock only: nobody can forget to take it.
func ExampleGuarded() {
	var votes mutex.Guarded[map[string]int]
	votes.With(func(v *map[string]int) { *v = map[string]int{} })
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			votes.With(func(v *map[string]int) { (*v)[[]string{"yes", "yes", "no"}[i%3]]++ })
		})
	}
	wg.Wait()
	fmt.Println(mutex.WithResult(&votes, func(v *map[string]int) int { return (*v)["yes"] }))
	// Output: 67
}

// A request that is out of time does not wait for the lock any longer.
func ExampleGuarded_WithContext() {
	var account mutex.Guarded[int]
	account.With(func(*int) { // somebody is slow
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		err := account.WithContext(ctx, func(balance *int) { *balance -= 10 })
		fmt.Println(err, errors.Is(err, context.DeadlineExceeded))
	})
	// Output: context deadline exceeded true
}

// A configuration that all read, and that is seldom changed.
func ExampleRWGuarded() {
	type config struct{ host, path string }
	var current mutex.RWGuarded[config]
	current.With(func(c *config) { *c = config{"example.com", "/v1"} })
	var wg sync.WaitGroup
	wg.Go(func() {
		current.With(func(c *config) { c.host, c.path = "example.org", "/v2" })
	})
	wg.Go(func() {
		url := mutex.ReadResult(&current, func(c config) string { return c.host + c.path })
		if url != "example.com/v1" && url != "example.org/v2" {
			fmt.Println("half of each:", url)
		}
	})
	wg.Wait()
	current.Read(func(c config) { fmt.Println(c.host + c.path) })
	// Output: example.org/v2
}

// Each page is fetched once, however many want it at once, and different ones at the same time.
func ExampleKeyed() {
	var fetching mutex.Keyed[string]
	var pages sync.Map
	var fetches mutex.Counter
	var wg sync.WaitGroup
	for range 10 {
		for _, url := range []string{"/a", "/b"} {
			wg.Go(func() {
				fetching.With(url, func() {
					if _, ok := pages.Load(url); !ok {
						fetches.Add(1)
						pages.Store(url, "the page "+url)
					}
				})
			})
		}
	}
	wg.Wait()
	fmt.Println(fetches.Value(), "fetches")
	// Output: 2 fetches
}

// Two Adds of 1 in the order of steps that loses one: A and B both get before either sets. There
// is no data race in it, whoever takes the steps.
func ExampleUnsafeGetSet() {
	var c mutex.UnsafeGetSet
	a := c.Value()
	b := c.Value()
	c.Set(a + 1)
	c.Set(b + 1)
	fmt.Println("two increments of 0 made", c.Value())
	// Output: two increments of 0 made 1
}

// The last seat, taken twice: A and B both ask before either sits down.
func ExampleUnsafeCheckThenAct() {
	seats := mutex.UnsafeCheckThenAct{Limit: 1}
	a := seats.Room() > 0
	b := seats.Room() > 0
	if a {
		seats.Add(1)
	}
	if b {
		seats.Add(1)
	}
	fmt.Println("seats:", seats.Limit, "taken:", seats.Value())
	// Output: seats: 1 taken: 2
}

// A Sum between the two steps of a Move finds some of the money in neither account.
func ExampleUnsafeLockEach() {
	accounts := mutex.NewUnsafeLockEach(2)
	accounts.Add(0, 100)

	accounts.Add(0, -30) // Move(0, 1, 30), first step
	fmt.Println("meanwhile:", accounts.Sum())
	accounts.Add(1, 30) // second step

	fmt.Println("afterwards:", accounts.Sum())
	// Output:
	// meanwhile: 70
	// afterwards: 100
}
