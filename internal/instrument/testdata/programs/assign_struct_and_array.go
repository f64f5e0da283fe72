// Assignment copies structs and arrays; what is shared afterwards is only what pointers share.
package main

import "fmt"

type inner struct{ list []int }
type outer struct {
	in  inner
	arr [2]int
	ptr *int
}

func main() {
	n := 1
	a := outer{inner{[]int{1}}, [2]int{1, 2}, &n}
	b := a
	change := func() {
		a.arr[0] = 100
		a.in.list[0] = 200
		*a.ptr = 300
		a.in.list = nil
	}
	change()
	fmt.Println(a.arr, a.in, n)
	fmt.Println(b.arr, b.in, *b.ptr)
	c := [2]outer{a, b}
	c[0], c[1] = c[1], c[0]
	c[0].arr, c[1].arr = c[1].arr, c[0].arr
	fmt.Println(c[0].in, c[0].arr, c[1].in, c[1].arr)
	p, q := &c[0], &c[1]
	*p, *q = *q, *p
	fmt.Println(p.in, p.arr, q.in, q.arr)
	*p = outer{arr: p.arr}
	p.arr = [2]int{p.arr[1], p.arr[0]}
	fmt.Println(c[0].arr, c[0].ptr == nil)
}

// Output:
// [100 2] {[]} 300
// [1 2] {[200]} 300
// {[200]} [100 2] {[]} [1 2]
// {[]} [1 2] {[200]} [100 2]
// [2 1] true
