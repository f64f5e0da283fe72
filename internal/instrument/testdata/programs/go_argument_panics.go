// When the operands of a go statement panic, it is the goroutine that says go that panics, and nothing is started.
package main

import "fmt"

type T struct{ n int }

func (t T) use(int)         { fmt.Println("never") }
func (t *T) ptr(c chan int) { c <- 1 }

func main() {
	try := func(f func()) {
		defer func() { fmt.Println(recover()) }()
		f()
	}
	var t *T
	var s []int
	var i interface{ use(int) }
	try(func() { go t.use(1) })
	try(func() { go fmt.Println(s[3]) })
	try(func() { go i.use(1) })
	try(func() { go func(n int) {}(t.n) })
	c := make(chan int)
	try(func() { go t.ptr(c) })
	fmt.Println(<-c)
}

// Output:
// runtime error: invalid memory address or nil pointer dereference
// runtime error: index out of range [3] with length 0
// runtime error: invalid memory address or nil pointer dereference
// runtime error: invalid memory address or nil pointer dereference
// <nil>
// 1
