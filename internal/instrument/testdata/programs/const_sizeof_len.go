// unsafe.Sizeof and len of arrays are constants, whatever shared variable they name.
package main

import (
	"fmt"
	"unsafe"
)

type rec struct {
	a int8
	b int64
	c [3]uint16
	p *rec
}

var g rec

func never() *rec { panic("never called") }

const size = unsafe.Sizeof(g.c)

func main() {
	var r rec
	set := func() { r.a++; g.b++ }
	set()
	var arr [unsafe.Sizeof(r.b)]int
	var none *[5]int
	const l = len(r.c)
	fmt.Println(len(arr), size, unsafe.Offsetof(r.c), unsafe.Alignof(r.b), l)
	fmt.Println(unsafe.Sizeof(never()), unsafe.Sizeof(*never()), len(none), cap(g.c))
	fmt.Println(len(never2().c), unsafe.Sizeof(r.p.p.c[1]))
	var x [len(none)]int
	for i := range x {
		x[i] = i + cap(none)
	}
	fmt.Println(x)
	p := (*uint16)(unsafe.Pointer(&r.c))
	*p = 7
	q := (*uint16)(unsafe.Add(unsafe.Pointer(p), unsafe.Sizeof(*p)))
	*q = 8
	fmt.Println(r.c, unsafe.Slice(p, 2), unsafe.String(unsafe.StringData("abc"), 2))
	const n = len([...]string{"a", "b"}) + len([10]chan int{})
	fmt.Println(n)
}

var calls int

func never2() *rec { calls++; return &g }

// Output:
// 8 6 16 8 3
// 8 32 5 3
// 3 2
// [5 6 7 8 9]
// [7 8 0] [7 8] ab
// 12
