// Closed channels are always ready to receive, nil channels never; a channel is switched off by setting it to nil.
package main

import "fmt"

func fill(n ...int) chan int {
	c := make(chan int, len(n))
	go func() {
		for _, v := range n {
			c <- v
		}
		close(c)
	}()
	return c
}

func main() {
	a, b := fill(1, 2, 3), fill(10, 20)
	sum := 0
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			sum += v
		case v, ok := <-b:
			if !ok {
				b = nil
				break
			}
			sum += v
		}
	}
	fmt.Println(sum)
	var out chan<- int
	in := fill(5, 6)
	sink := make(chan int, 2)
	var hold int
	for range 4 {
		select {
		case v := <-in:
			hold, in, out = v, nil, sink
		case out <- hold:
			in, out = fill(hold*10), nil
		}
	}
	fmt.Println(<-sink, <-sink)
	defer func() { fmt.Println(recover()) }()
	closed := make(chan int)
	close(closed)
	select {
	case closed <- 1:
	}
}

// Output:
// 36
// 5 50
// send on closed channel
