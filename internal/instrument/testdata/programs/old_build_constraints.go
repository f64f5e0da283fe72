// A comment before the constraint, and a constraint of more than one term: still the rules of go1.21.

//go:build go1.21 && !never

package main

import "fmt"

func main() {
	var fs [2]func() int
	for i := range fs {
		fs[i] = func() int { i *= 10; return i }
	}
	fmt.Println(fs[0](), fs[1](), fs[0]())
	var ps []*int
	for i, n := 0, 5; i < n; i, n = i+1, n-1 {
		ps = append(ps, &i, &n)
	}
	fmt.Println(*ps[0], *ps[1], ps[0] == ps[2], min(*ps[0], *ps[1]))
	m := map[int]int{1: 1}
	for k := range m {
		k := k
		fs[0] = func() int { k++; return k }
	}
	clear(m)
	fmt.Println(fs[0](), fs[0](), len(m))
}

// Output:
// 10 100 1000
// 3 2 true 2
// 2 3 0
