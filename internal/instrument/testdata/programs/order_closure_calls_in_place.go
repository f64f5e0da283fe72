// Functions that are called where they are written, in expressions and conditions.
package main

import "fmt"

func main() {
	n := 1
	v := n + func() int { n = 10; return n }() + n
	fmt.Println(v)
	w := func(a int) int { n += a; return n }(n) + n
	fmt.Println(w)
	if n := func() int { n++; return n }(); n > 10 && func() bool { n *= 2; return n > 40 }() {
		fmt.Println("in", n)
	}
	fmt.Println(n)
	s := []int{func() int { n = 0; return n }(), n, func() int { n++; return n }()}
	fmt.Println(s)
	for i := func() int { return n }(); func() bool { return i < 4 }(); func() { i++ }() {
		fmt.Print(i, ";")
	}
	fmt.Println("end")
	func() {
		defer func(old int) { fmt.Println(old, n) }(n)
		n = func() int { return n * 7 }()
	}()
	x, y := func() (int, int) { n++; return n, n * n }()
	fmt.Println(x, y, func(f func() int) int { return f() + f() }(func() int { n--; return n }))
}

// Output:
// 30
// 40
// in 42
// 21
// [0 1 1]
// 1;2;3;end
// 1 7
// 8 64 13
