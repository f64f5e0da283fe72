// Sleep, After, NewTimer, NewTicker and AfterFunc: only the order that they promise.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	start := time.Now()
	time.Sleep(2 * time.Millisecond)
	fmt.Println(time.Since(start) >= 2*time.Millisecond)
	c := make(chan int)
	n := 0
	time.AfterFunc(time.Millisecond, func() { n++; c <- n })
	fmt.Println(<-c, n)
	t := time.NewTimer(time.Hour)
	t.Stop()
	fmt.Println(t.Stop(), t.Reset(time.Millisecond))
	<-t.C
	select {
	case <-t.C:
		fmt.Println("never")
	default:
		fmt.Println("fired once")
	}
	var wg sync.WaitGroup
	wg.Add(1)
	f := time.AfterFunc(0, func() { n *= 10; wg.Done() })
	wg.Wait()
	fmt.Println(n, f.Stop())
	select {
	case <-time.After(time.Millisecond):
		n++
	case <-c:
	}
	tick := time.NewTicker(time.Millisecond)
	a, b := <-tick.C, <-tick.C
	tick.Stop()
	fmt.Println(a.Before(b), n)
	var d time.Duration = 1500 * time.Millisecond
	d += time.Second / 2
	d /= 4
	fmt.Println(d, d.Seconds())
	var zero time.Time
	fmt.Println(zero.IsZero(), start.Equal(zero))
}

// Output:
// true
// 1 1
// false false
// fired once
// 10 false
// true 11
// 500ms 0.5
// true false
