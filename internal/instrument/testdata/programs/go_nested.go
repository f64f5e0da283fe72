// Goroutines that start goroutines, and results that come back in order.
package main

import "fmt"

type tree struct {
	left, right *tree
	n           int
}

func sum(t *tree) int {
	if t == nil {
		return 0
	}
	l, r := make(chan int), make(chan int)
	go func() { l <- sum(t.left) }()
	go func() { r <- sum(t.right) }()
	return <-l + t.n + <-r
}

func main() {
	t := &tree{&tree{nil, &tree{n: 5}, 2}, &tree{n: 7}, 1}
	fmt.Println(sum(t))
	var chain chan int
	first := make(chan int)
	chain = first
	for i := range 5 {
		next := make(chan int)
		go func(in <-chan int, out chan<- int) { out <- <-in*2 + i }(chain, next)
		chain = next
	}
	first <- 1
	fmt.Println(<-chain)
	depth := 0
	done := make(chan struct{})
	var dig func(int)
	dig = func(n int) {
		depth = n
		if n == 4 {
			close(done)
			return
		}
		go dig(n + 1)
	}
	go dig(1)
	<-done
	fmt.Println(depth)
}

// Output:
// 15
// 58
// 4
