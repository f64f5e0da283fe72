// Arguments: plain variables among them, calls among them.
package main

import "fmt"

func three(a, b, c int) string { return fmt.Sprint(a, " ", b, " ", c) }

func main() {
	x := 1
	f := func() int {
		x++
		return x * 100
	}
	fmt.Println(three(x, f(), x))
	fmt.Println(three(f(), x, f()))
	p := &x
	fmt.Println(three(*p, f(), *p+1))
	fmt.Println(three(x+0, x, f()))
	g := three
	fmt.Println(g(x, f(), f()))
}

// Output:
// 2 200 2
// 300 4 400
// 5 500 6
// 6 6 600
// 8 700 800
