// Package variables that are set up by closures, goroutines, channels, defers and method values.
package main

import (
	"fmt"
	"sync"
)

var (
	mu    sync.Mutex
	count = start(3)
	ready = make(chan int, 1)
	get   = c.value
	c     = cell{count}
	once  = sync.OnceValue(func() int { count++; return count })
	ptr   = &c
	table = [...]func() int{get, once, ptr.value}
	self  = func() *node { n := &node{n: 1}; n.next = n; return n }()
)

type cell struct{ n int }

func (c cell) value() int { return c.n }

type node struct {
	n    int
	next *node
}

func start(n int) (total int) {
	defer func() { total *= 10 }()
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			total += i
		})
	}
	wg.Wait()
	return total
}

func init() {
	c.n = 7
	ready <- c.n
}

func main() {
	fmt.Println(count, get(), <-ready, ptr.n)
	for _, f := range table {
		fmt.Print(f(), ";")
	}
	fmt.Println("end", count)
	self.next.next.n++
	fmt.Println(self.n, once(), once())
}

// Output:
// 30 30 7 7
// 30;31;30;end 31
// 2 31 31
