// Deferred builtins, a deferred nil function, deferred generic functions and calls with several values.
package main

import "fmt"

func add[T ~int | ~string](p *T, v T) { *p += v }

func two() (*int, int) { total++; return &total, 5 }

var total int

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover(), total) }()
	f()
}

func main() {
	c := make(chan int)
	m := map[string]int{"a": 1, "b": 2}
	s := []int{1, 2, 3}
	k := "a"
	func() {
		defer close(c)
		defer delete(m, k)
		defer clear(s[:2])
		defer copy(s[2:], []int{total + 9})
		defer func() { fmt.Println(s, len(m)) }()
		k, total = "b", 50
	}()
	_, ok := <-c
	fmt.Println(ok, m, s)
	try("nil", func() {
		var f func()
		defer f()
		defer func() { total++ }()
		f = func() {}
	})
	try("panic", func() {
		defer panic(fmt.Sprint("deferred ", total))
		total++
	})
	try("generic", func() {
		defer add(&total, 100)
		str := "s"
		defer func() { fmt.Println(str) }()
		defer add(&str, "t")
	})
	try("values", func() {
		defer add(two())
		total = 0
	})
	try("close", func() {
		defer close(c)
	})
	var w fmt.Stringer
	try("interface", func() {
		defer w.String()
		total = -1
	})
}

// Output:
// [1 2 3] 2
// false map[b:2] [0 0 9]
// nil runtime error: invalid memory address or nil pointer dereference 51
// panic deferred 51 52
// st
// generic <nil> 152
// values <nil> 5
// close close of closed channel 5
// interface runtime error: invalid memory address or nil pointer dereference 5
