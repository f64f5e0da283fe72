// Cases without a body, with comments and with declarations only.
package main

import "fmt"

func main() {
	c := make(chan int, 3)
	c <- 1
	select {
	case <-c:
		// nothing
	}
	c <- 2
	select {
	case x := <-c:
		_ = x
	default:
	}
	select {
	case c <- 3:
	case c <- 3:
	}
	{
		select {
		case <-c: // emptied
		}
	}
	select {
	default:
	case <-c:
	}
	c <- 4
	select {
	case c := <-c:
		c++
		var f = func() int { c++; return c }
		f()
		fmt.Println(c)
	}
	fmt.Println(len(c))
}

// Output:
// 6
// 0
