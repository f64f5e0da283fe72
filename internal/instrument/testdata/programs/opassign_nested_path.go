// Assignment operators at the end of long paths through arrays, slices, maps and pointers.
package main

import "fmt"

type leaf struct{ n [2]int }
type branch struct {
	leaves []leaf
	by     map[string]*leaf
}

func main() {
	root := &[2]branch{}
	root[0].leaves = make([]leaf, 2)
	root[1].by = map[string]*leaf{"x": {}}
	i := 1
	add := func(d int) {
		root[0].leaves[i].n[1-i] += d
		root[1].by["x"].n[i] -= d
		root[0].leaves[0].n[i]++
	}
	add(5)
	add(6)
	fmt.Println(root[0].leaves, *root[1].by["x"])
	p := &root[0].leaves[1].n
	p[0] *= p[0]
	(*p)[1]--
	fmt.Println(root[0].leaves[i], *p)
	q := &root[1]
	(*q).by["x"].n[0] = q.by["x"].n[1] << 1
	fmt.Println(q.by["x"].n)
}

// Output:
// [{[0 2]} {[11 0]}] {[0 -11]}
// {[121 -1]} [121 -1]
// [-22 -11]
