// The channel and the value of a send: which is evaluated first, and how often.
package main

import "fmt"

func main() {
	a, b := make(chan int, 3), make(chan int, 3)
	c := a
	var log []string
	pick := func() chan int {
		log = append(log, "channel")
		return c
	}
	value := func() int {
		log = append(log, "value")
		c = b
		return len(log)
	}
	pick() <- value()
	fmt.Println(len(a), len(b), log)
	c = a
	c <- value()
	fmt.Println(len(a), len(b))
	x := 1
	bump := func() chan int {
		x++
		return a
	}
	bump() <- x
	fmt.Println(<-a, x, len(log))
}

// Output:
// 1 0 [channel value]
// 1 1
// 2 2 3
