// The same with a variable that a closure has captured and that no other file can see.
package main

import "fmt"

func main() {
	x := 1
	bump := func() int {
		x *= 3
		return x
	}
	y := x + bump()
	z := bump() + x
	w := x + bump() + x + bump()
	fmt.Println(x, y, z, w)
	b := x == bump()
	c := bump() == x
	fmt.Println(b, c, -x+bump())
}

// Output:
// 81 6 18 270
// true true 0
