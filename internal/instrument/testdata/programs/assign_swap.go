// Swaps: all right sides are read before the first left side is written.
package main

import "fmt"

var p, q = 1, 2

type node struct {
	val  int
	next *node
}

func main() {
	p, q = q, p
	fmt.Println(p, q)
	s := []int{1, 2, 3}
	i, j := 0, 2
	keep := func() (int, int) { return i, j }
	s[i], s[j] = s[j], s[i]
	fmt.Println(s)
	i, j = j, i
	fmt.Println(keep())
	m := map[string]int{"a": 1, "b": 2}
	m["a"], m["b"] = m["b"], m["a"]
	fmt.Println(m)
	a, b := &p, &q
	*a, *b = *b, *a
	fmt.Println(p, q)
	list := &node{1, &node{2, &node{3, nil}}}
	var prev *node
	for list != nil {
		list.next, prev, list = prev, list, list.next
	}
	for ; prev != nil; prev = prev.next {
		fmt.Print(prev.val, " ")
	}
	fmt.Println("end")
	x, y, z := 1, 2, 3
	rot := func() { x, y, z = y, z, x }
	rot()
	rot()
	fmt.Println(x, y, z)
}

// Output:
// 2 1
// [3 2 1]
// 2 0
// map[a:2 b:1]
// 1 2
// 3 2 1 end
// 3 1 2
