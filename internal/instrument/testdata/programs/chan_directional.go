// Directional channels: conversions, parameters, results, and the three ways to write them.
package main

import "fmt"

func produce(out chan<- int, n int) {
	defer close(out)
	for i := range n {
		out <- i
	}
}

func double(in <-chan int) (out <-chan int) {
	c := make(chan int)
	go func() {
		for v := range in {
			c <- v * 2
		}
		close(c)
	}()
	return c
}

type pipe func(<-chan int) <-chan int

func chain(in <-chan int, ps ...pipe) <-chan int {
	for _, p := range ps {
		in = p(in)
	}
	return in
}

func main() {
	c := make(chan int)
	go produce(c, 4)
	sum := 0
	for v := range chain(c, double, double, double) {
		sum += v
	}
	fmt.Println(sum)
	var rr <-chan (<-chan int)
	cc := make(chan (<-chan int), 1)
	rr = cc
	d := make(chan int, 1)
	cc <- d
	d <- 5
	fmt.Println(<-<-rr)
	var s chan<- chan<- int
	e := make(chan chan<- int, 1)
	s = e
	s <- d
	<-e <- 6
	fmt.Println(<-d, s == (chan<- chan<- int)(e))
	both := (chan int)(d)
	(chan<- int)(both) <- 7
	fmt.Println(<-(<-chan int)(both))
}

// Output:
// 48
// 5
// 6 true
// 7
