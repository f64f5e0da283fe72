// The operands of a slice expression.
package main

import "fmt"

func main() {
	s := []int{0, 1, 2, 3, 4, 5}
	lo, hi := 1, 3
	f := func() int {
		lo, hi = 2, 5
		return 4
	}
	fmt.Println(s[lo:hi])
	fmt.Println(s[lo:f()])
	fmt.Println(s[lo:hi:f()+2], cap(s[lo:hi:6]))
	a := [4]int{1, 2, 3, 4}
	t := a[lo:]
	func() { a[2] = 30 }()
	fmt.Println(t, a[:lo], len(a[:]))
	str := "hello"
	g := func() int {
		str = "world"
		return 1
	}
	fmt.Println(str[g():], str[:lo])
	p := &a
	fmt.Println(p[lo:], len(p), cap(p[:1]))
}

// Output:
// [1 2]
// [2 3]
// [2 3 4] 4
// [30 4] [1 2] 4
// orld wo
// [30 4] 4 4
