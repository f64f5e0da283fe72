// A range over an array copies it if the values are asked for; over a pointer to an array it does not.
package main

import "fmt"

func main() {
	a := [3]int{1, 2, 3}
	for i, v := range a {
		a[2] = 100
		fmt.Print(i, v, ";")
	}
	fmt.Println("copy", a)
	a = [3]int{1, 2, 3}
	for i, v := range &a {
		a[2] = 100
		fmt.Print(i, v, ";")
	}
	fmt.Println("pointer", a)
	for i := range a {
		a[i]++
	}
	p := &a
	for i, v := range p {
		p = &[3]int{}
		fmt.Print(i, v, ";")
	}
	fmt.Println("moved", *p)
	a = [3]int{7, 8, 9}
	for i, v := range a[:] {
		a[(i+1)%3] = v
	}
	fmt.Println(a)
	var none *[4]int
	for i := range none {
		fmt.Print(i, ";")
	}
	fmt.Println("len", len(none))
	type grid struct{ rows [2][2]int }
	g := &grid{[2][2]int{{1, 2}, {3, 4}}}
	for i, row := range g.rows {
		g.rows[1][0] = 30
		row[0] = -1
		fmt.Println(i, row)
	}
	fmt.Println(g.rows)
}

// Output:
// 0 1;1 2;2 3;copy [1 2 100]
// 0 1;1 2;2 100;pointer [1 2 100]
// 0 2;1 3;2 101;moved [0 0 0]
// [7 7 7]
// 0;1;2;3;len 4
// 0 [-1 2]
// 1 [-1 4]
// [[1 2] [30 4]]
