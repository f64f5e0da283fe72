// A panic in the middle of an expression leaves behind what was done before it.
package main

import "fmt"

func main() {
	n := 0
	step := func() int {
		n++
		return n
	}
	try := func(name string, f func()) {
		defer func() { fmt.Println(name, n, recover()) }()
		f()
	}
	var p *int
	var m map[string]int
	s := []int{1}
	zero := 0
	try("pointer", func() { n = step() + *p })
	try("index", func() { s[0] = step() + s[step()] })
	try("divide", func() { s[0] = step() / zero })
	try("map", func() { m["a"] = step() })
	try("assert", func() { s[0] = step() + any("x").(int) })
	try("slice", func() { s = s[step():] })
	try("call", func() { var f func(int); f(step()) })
	fmt.Println(s, m == nil)
}

// Output:
// pointer 1 runtime error: invalid memory address or nil pointer dereference
// index 3 runtime error: index out of range [3] with length 1
// divide 4 runtime error: integer divide by zero
// map 5 assignment to entry in nil map
// assert 6 interface conversion: interface {} is string, not int
// slice 7 runtime error: slice bounds out of range [7:1]
// call 8 runtime error: invalid memory address or nil pointer dereference
// [1] true
