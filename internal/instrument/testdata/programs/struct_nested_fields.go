// Long paths through fields, arrays and pointers, read and written and addressed.
package main

import "fmt"

type leaf struct{ v int }
type mid struct {
	leaf  leaf
	arr   [2]leaf
	ptr   *leaf
	array *[2]leaf
}
type top struct {
	mid
	m  mid
	pm *mid
}

var g = top{pm: &mid{ptr: &leaf{}, array: &[2]leaf{}}}

func main() {
	i := 1
	next := func() int { i = 1 - i; return i }
	g.leaf.v = 1
	g.m.arr[next()].v = 2
	g.pm.arr[next()].v += 3
	g.pm.ptr.v--
	g.pm.array[i].v = g.m.arr[0].v * 5
	(*g.pm).leaf = leaf{7}
	fmt.Println(g.leaf, g.m.arr, g.pm.arr, *g.pm.ptr, *g.pm.array, g.pm.leaf)
	p := &g.m.arr[next()]
	q := &g.pm.leaf.v
	g.m = mid{}
	p.v, *q = 11, 12
	fmt.Println(g.m.arr, g.pm.leaf.v)
	h := g
	h.pm.leaf.v++
	h.m.arr[0].v++
	fmt.Println(g.pm.leaf.v, g.m.arr[0].v, h.m.arr[0].v)
	g.arr, g.pm.arr = g.pm.arr, g.arr
	fmt.Println(g.arr, g.pm.arr, g.mid.arr == h.pm.arr)
	func() { g.pm = nil }()
	defer func() { fmt.Println(recover() != nil, h.pm == nil) }()
	g.pm.leaf.v = next()
}

// Output:
// {1} [{2} {0}] [{0} {3}] {-1} [{0} {10}] {7}
// [{11} {0}] 12
// 13 11 12
// [{0} {3}] [{0} {0}] false
// true false
