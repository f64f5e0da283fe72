// break leaves the select, continue and labelled break the loop around it.
package main

import "fmt"

func main() {
	c, quit := make(chan int, 10), make(chan bool, 1)
	for i := range 8 {
		c <- i
	}
	sum, turns := 0, 0
	see := func() { turns++ }
loop:
	for {
		select {
		case v := <-c:
			if v%2 == 0 {
				break
			}
			if v == 5 {
				continue
			}
			if v == 7 {
				quit <- true
			}
			sum += v
		case <-quit:
			break loop
		}
		see()
	}
	fmt.Println(sum, turns)
	c <- 1
block:
	select {
	case v := <-c:
		for {
			if v++; v > 5 {
				break block
			}
		}
	}
	c <- 2
	switch {
	case true:
		select {
		case <-c:
			break
		}
		fmt.Println("after", len(c))
	}
}

// Output:
// 11 7
// after 0
