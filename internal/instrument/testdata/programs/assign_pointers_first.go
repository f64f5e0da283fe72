// The pointer on the left is evaluated first, the store through it happens in its turn.
package main

import "fmt"

type cell struct {
	n    int
	next *cell
}

func main() {
	a, b := &cell{n: 1}, &cell{n: 2}
	x := a
	see := func() *cell { return x }
	x.next, x = b, b
	fmt.Println(a.next == b, see() == b, b.next == nil)
	x, x.n = a, 77
	fmt.Println(a.n, b.n, see().n)
	x.n, x.next.n, x = x.next.n, x.n, nil
	fmt.Println(a.n, b.n, see() == nil)
	pp := &a
	*pp, (*pp).n = b, 5
	fmt.Println(a == b, a.n, (*pp).n)
	arr := [2]int{1, 2}
	pa := &arr
	pa, pa[1] = &[2]int{8, 9}, 50
	fmt.Println(arr, *pa)
}

// Output:
// true true true
// 1 77 1
// 77 1 true
// true 1 1
// [1 50] [8 9]
