// Panics in deferred functions replace the one that is under way; recovered ones can be raised again.
package main

import (
	"errors"
	"fmt"
)

func again() {
	defer func() {
		r := recover()
		panic(fmt.Sprint("again ", r))
	}()
	panic("first")
}

func replaced() {
	defer func() { panic("second") }()
	defer func() { fmt.Println("on the way") }()
	panic("first")
}

func inner() (n int) {
	defer func() {
		defer func() { n = recover().(int) * 2 }()
		panic(n + 1)
	}()
	return 10
}

type custom struct{ code int }

func (c custom) Error() string { return fmt.Sprint("code ", c.code) }

func main() {
	for _, f := range []func(){again, replaced, func() { panic(custom{7}) }, func() { panic(&custom{8}) }, func() { panic(nil) }} {
		func() {
			defer func() {
				r := recover()
				fmt.Println(r)
				if err, ok := r.(error); ok {
					var c custom
					fmt.Println(errors.As(err, &c), c.code)
				}
			}()
			f()
		}()
	}
	fmt.Println(inner())
}

// Output:
// again first
// on the way
// second
// code 7
// true 7
// code 8
// false 0
// panic called with nil argument
// false 0
// 22
