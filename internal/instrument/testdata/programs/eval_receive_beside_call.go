// Receives and calls happen in the order in which they are written.
package main

import "fmt"

func main() {
	c := make(chan int, 4)
	next := 1
	send := func() int {
		c <- next
		next *= 2
		return next
	}
	send()
	fmt.Println(<-c + send() + <-c)
	send()
	send()
	fmt.Println(<-c-<-c, next)
	x := 0
	set := func() int {
		x = 5
		return 0
	}
	c <- 100
	fmt.Println(x + <-c + set())
}

// Output:
// 7
// -4 16
// 105
