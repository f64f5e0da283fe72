// Unary operators, parentheses, and the address of what is shared.
package main

import "fmt"

func main() {
	n, b := 3, true
	f := func() int {
		n = -n
		b = !b
		return 1
	}
	fmt.Println(-n*f(), +n, ^n, !b)
	fmt.Println(f()-(-(n)), !(b), !!b)
	p := &n
	*&n = 9
	fmt.Println(*&*p, -*p, *p**p, 2-*p)
	pp := &p
	(**pp)++
	*(*pp) *= 2
	fmt.Println(n, *p == **pp, &n == *pp)
	c := make(chan int, 1)
	c <- n
	fmt.Println(-<-c)
}

// Output:
// 3 -3 2 true
// 4 false true
// 9 -9 81 -7
// 20 true true
// -20
