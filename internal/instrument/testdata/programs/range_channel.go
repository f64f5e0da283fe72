// A range over a channel, until it is closed.
package main

import "fmt"

type source <-chan int

func numbers(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i * i
		}
	}()
	return c
}

func main() {
	sum := 0
	for v := range numbers(4) {
		sum += v
	}
	fmt.Println(sum)
	for range source(numbers(3)) {
		sum++
	}
	fmt.Println(sum)
	var v int
	see := func() int { return v }
	c := make(chan int, 3)
	c <- 5
	c <- 6
	close(c)
	for v = range c {
		c = nil
		fmt.Print(see(), ";")
	}
	fmt.Println("end", c == nil)
	var fs []func() int
	for v := range numbers(3) {
		fs = append(fs, func() int { v++; return v })
	}
	fmt.Println(fs[0](), fs[1](), fs[2](), fs[2]())
	d := make(chan chan int, 2)
	for range 2 {
		e := make(chan int, 1)
		e <- len(d)
		d <- e
	}
	close(d)
	for e := range d {
		fmt.Print(<-e, ";")
	}
	fmt.Println("end")
}

// Output:
// 14
// 17
// 5;6;end true
// 1 2 5 6
// 0;1;end
