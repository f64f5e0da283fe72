// What is assigned to _ is evaluated all the same.
package main

import "fmt"

func main() {
	n := 0
	f := func() int {
		n++
		return n
	}
	_ = f()
	_, _ = f(), f()
	_ = n
	x, _ := f(), f()
	fmt.Println(x, n)
	c := make(chan int, 2)
	c <- 1
	c <- 2
	_ = <-c
	_, ok := <-c
	fmt.Println(ok, len(c))
	defer func() { fmt.Println(recover() != nil, n) }()
	var _ = f()
	var p *int
	_ = *p
	f()
}

// Output:
// 4 5
// true 0
// true 6
