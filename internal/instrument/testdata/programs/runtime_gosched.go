// runtime.Gosched, NumGoroutine and GC change nothing that a program computes.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	sum, count := 0, map[int]int{}
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			for k := range 2 {
				mu.Lock()
				old := sum
				runtime.Gosched()
				sum = old + i*10 + k
				count[i]++
				mu.Unlock()
				runtime.Gosched()
			}
		})
	}
	wg.Wait()
	fmt.Println(sum, count)
	runtime.GC()
	defer runtime.Gosched()
	f := runtime.Gosched
	f()
	n := 0
	done := make(chan bool)
	go func() { defer close(done); runtime.Gosched(); n = 5 }()
	<-done
	fmt.Println(n, runtime.NumGoroutine() > 0, runtime.GOMAXPROCS(0) > 0)
	runtime.KeepAlive(&n)
}

// Output:
// 63 map[0:2 1:2 2:2]
// 5 true true
