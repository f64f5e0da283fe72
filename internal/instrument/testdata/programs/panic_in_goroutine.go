// A panic that its own goroutine recovers, and what it leaves in shared variables.
package main

import (
	"fmt"
	"sync"
)

func safely(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught %v", r)
		}
	}()
	f()
	return nil
}

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	errs := make([]error, 4)
	total := 0
	for i := range errs {
		wg.Go(func() {
			errs[i] = safely(func() {
				mu.Lock()
				defer mu.Unlock()
				total++
				if i%2 == 1 {
					panic(i)
				}
				total += 10
			})
		})
	}
	wg.Wait()
	fmt.Println(errs, total)
	c := make(chan any)
	go func() {
		defer func() { c <- recover() }()
		var p *int
		total = *p
	}()
	fmt.Println(<-c, total)
}

// Output:
// [<nil> caught 1 <nil> caught 3] 24
// runtime error: invalid memory address or nil pointer dereference 24
