// runtime.Goexit runs the deferred functions, recovers nothing, and ends only its own goroutine.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var log []any
	run := func(f func()) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { log = append(log, recover()) }()
			f()
			log = append(log, "came back")
		}()
		wg.Wait()
	}
	run(func() {
		defer func() { log = append(log, "deferred") }()
		func() { runtime.Goexit() }()
		log = append(log, "never")
	})
	run(func() {
		defer runtime.Goexit()
		panic("dropped by Goexit")
	})
	run(func() {
		defer func() {
			recover()
		}()
		panic("plain")
	})
	var mu sync.Mutex
	run(func() {
		mu.Lock()
		defer mu.Unlock()
		runtime.Goexit()
	})
	fmt.Println(log, mu.TryLock())
}

// Output:
// [deferred <nil> <nil> came back <nil> <nil>] true
