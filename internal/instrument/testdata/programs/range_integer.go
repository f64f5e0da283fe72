// A range over an integer: the bound is read once, the variable is a copy, the type may be any integer type.
package main

import "fmt"

type level uint8

const top = 3

func main() {
	n := 3
	for i := range n {
		n++
		i *= 2
		fmt.Print(i, n, ";")
	}
	fmt.Println("end")
	var l level = 2
	for x := range l {
		fmt.Printf("%d %t;", x, x < l)
	}
	for i := range top {
		fmt.Print(i+top, ";")
	}
	fmt.Println("end")
	get := func() int64 { n = 2; return int64(n) }
	var last int64
	for last = range get() {
		get()
	}
	for range n {
		n--
	}
	for range -5 {
		n = 100
	}
	fmt.Println(last, n)
	var fs []func() int
	for i := range 2 {
		fs = append(fs, func() int { i++; return i })
	}
	fmt.Println(fs[0](), fs[0](), fs[1]())
	for i := range 10 {
		if i == 3 {
			break
		}
		if i%2 == 1 {
			continue
		}
		fmt.Print(i, ";")
	}
	fmt.Println("end")
}

// Output:
// 0 4;2 5;4 6;end
// 0 true;1 true;3;4;5;end
// 1 0
// 1 2 2
// 0;2;end
