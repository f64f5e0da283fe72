// The arguments of a deferred call are evaluated at the defer, its body at the end.
package main

import "fmt"

var x = 1

func show(args ...any) { fmt.Println(args...) }

func main() {
	defer show("first", x)
	x = 2
	next := func() int { x *= 10; return x }
	defer show("second", next(), x)
	p := &x
	defer show("third", *p, p == &x)
	defer func() { show("closure", x) }()
	defer func(n int) { show("parameter", n, x) }(x)
	f := func() { show("old f") }
	defer f()
	f = func() { show("new f") }
	s := []int{1}
	defer show("slice", s)
	s[0] = 7
	s = nil
	x = 1000
	m := map[string]int{"a": 1}
	defer delete(m, "a")
	defer func() { show(len(m)) }()
	arr := [1]int{5}
	defer show("array", arr)
	arr[0]++
}

// Output:
// array [5]
// 1
// slice [7]
// old f
// parameter 20 1000
// closure 1000
// third 20 true
// second 20 20
// first 1
