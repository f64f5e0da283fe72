// In x += f() the call comes first and x is read after it.
package main

import "fmt"

var x = 1

func f() int {
	x *= 10
	return 5
}

func main() {
	x += f()
	fmt.Println(x)
	x -= f() + f()
	fmt.Println(x)
	y := 1
	g := func() int {
		y = 7
		return 2
	}
	y *= g()
	fmt.Println(y)
	y <<= g()
	fmt.Println(y)
	s := "a"
	h := func() string {
		s += "b"
		return "c"
	}
	s += h()
	fmt.Println(s)
	s = s + h()
	fmt.Println(s)
	p := &y
	*p += g()
	fmt.Println(y)
}

// Output:
// 15
// 1490
// 14
// 28
// abc
// abcbc
// 9
