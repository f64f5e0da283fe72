// Conversions between named types, functions, slices, pointers and interfaces of what is shared.
package main

import (
	"fmt"
	"strconv"
)

type ints []int
type intsFunc func(ints) int
type id string
type cell struct{ n int }
type other cell
type stringer interface{ String() string }

func (i ints) sum() (s int) {
	for _, v := range i {
		s += v
	}
	return
}
func (i id) String() string { return "id:" + string(i) }

var list = []int{1, 2, 3}

func main() {
	l := ints(list)
	list[0] = 10
	fmt.Println(l.sum(), ints(list[1:]).sum(), len([]int(l)))
	f := intsFunc(func(i ints) int { i[0]++; return ints.sum(i) })
	fmt.Println(f(list), list[0], intsFunc(ints.sum)(l))
	c := cell{1}
	p := (*other)(&c)
	p.n += 5
	o := other(c)
	o.n++
	fmt.Println(c, *p, o, (*cell)(p) == &c)
	name := id("x")
	var s stringer = name
	name += "y"
	fmt.Println(s, name, string(name)+"z", stringer(name).String())
	bs := []byte(name)
	bs[0] = 'B'
	fmt.Println(string(bs), name, id(bs), len(name))
	n := 300
	inc := func() int { n++; return n }
	fmt.Println(uint8(inc()), int8(n), float32(inc())/4, rune(n), strconv.Itoa(int(uint8(n))))
	fl := 3.99
	fmt.Println(int(fl)+int(-fl), uint16(int32(-n)), complex64(complex(fl, 0)) == complex64(3.99))
	var e any = l
	e.(ints)[2] = 0
	_, ok := e.([]int)
	fmt.Println(list, ok, any(c) == any(cell{6}), any(c) == any(other{6}))
}

// Output:
// 15 5 3
// 16 11 16
// {6} {6} {7} true
// id:x id:xy xyz id:xy
// By id:xy id:By 2
// 45 45 75.5 302 46
// 0 65234 true
// [11 2 0] false true false
