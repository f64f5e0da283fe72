// Value and pointer receivers on shared values: elements, fields, map elements, pointers to pointers.
package main

import "fmt"

type acc struct{ total int }

func (a acc) with(n int) acc { a.total += n; return a }
func (a *acc) add(n int)     { a.total += n }

type holder struct {
	one  acc
	arr  [2]acc
	ptrs map[string]*acc
	vals map[string]acc
}

var h = holder{ptrs: map[string]*acc{"p": {}}, vals: map[string]acc{}}

func main() {
	i := 0
	at := func() int { i++; return i % 2 }
	h.one.add(1)
	h.arr[at()].add(2)
	h.arr[at()].add(at())
	h.ptrs["p"].add(3)
	h.vals["v"] = h.vals["v"].with(4).with(5)
	fmt.Println(h.one, h.arr, *h.ptrs["p"], h.vals, i)
	s := []acc{{1}, {2}}
	for _, a := range s {
		a.add(100)
	}
	for i := range s {
		s[i].add(10)
	}
	fmt.Println(s, s[0].with(5), s[0])
	p := &s[0]
	pp := &p
	(*pp).add(1)
	(**pp).add(1)
	s = append(s, acc{})
	p.add(1000)
	fmt.Println(s[0].total, p.total)
	grow := func() int { h.one.total = 50; return 1 }
	h.one.add(grow())
	fmt.Println(h.one, h.one.with(grow()), h.one)
}

// Output:
// {1} [{1} {2}] {3} map[v:{9}] 3
// [{11} {12}] {16} {11}
// 13 1013
// {50} {51} {50}
