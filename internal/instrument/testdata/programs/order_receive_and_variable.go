// A receive is ordered like a call: a variable beside it that a send's owner changes is read after it.
package main

import "fmt"

var x = 1

func main() {
	c := make(chan int)
	go func() {
		for i := range 3 {
			x = (i + 1) * 10
			c <- i
		}
		close(c)
	}()
	a := <-c
	fmt.Println(a)
	b := make(chan int, 4)
	set := func() chan int {
		x = 500
		b <- 4
		return b
	}
	for range c {
	}
	fmt.Println(x + <-set())
	y := 2
	twice := func() int { y *= 2; b <- y; return y }
	twice()
	fmt.Println(y+<-b*0+twice(), len(b))
	x, y = <-b, y+twice()
	fmt.Println(x, y)
}

// Output:
// 0
// 504
// 16 1
// 8 32
