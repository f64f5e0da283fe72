// A range with =, to variables that others see, to elements and through pointers.
package main

import "fmt"

type pos struct{ i, v int }

func main() {
	var i, v int
	see := func() { fmt.Print(i, v, ";") }
	for i, v = range []int{5, 6, 7} {
		see()
		v = 0
	}
	see()
	fmt.Println("end")
	var p pos
	q := &p
	for q.i, q.v = range [2]int{8, 9} {
		fmt.Print(p, ";")
	}
	fmt.Println("end", p)
	a := [3]int{}
	for a[0], a[1] = range []int{4, 5} {
		a[2] += a[0] + a[1]
	}
	fmt.Println(a)
	m := map[string]int{}
	for _, m["last"] = range a {
		m["n"]++
	}
	fmt.Println(m)
	var r rune
	for i, r = range "añb" {
		see()
	}
	fmt.Println(string(r), i)
	for i = range 4 {
	}
	for i = range []int{} {
	}
	fmt.Println(i)
	var e any
	for _, e = range []string{"x", "y"} {
	}
	fmt.Println(e)
	for _ = range a {
		i++
	}
	fmt.Println(i)
}

// Output:
// 0 5;1 6;2 7;2 0;end
// {0 8};{1 9};end {1 9}
// [1 5 10]
// map[last:10 n:3]
// 0 0;1 0;3 0;b 3
// 3
// y
// 6
