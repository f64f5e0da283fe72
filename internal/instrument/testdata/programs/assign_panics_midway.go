// When an assignment in a list panics, those before it have happened.
package main

import "fmt"

func main() {
	x, y := 1, 2
	s := []int{1, 2}
	var m map[string]int
	var p *int
	try := func(f func()) {
		defer func() { fmt.Println(recover(), x, y, s) }()
		f()
	}
	try(func() { x, m["a"], y = 10, 1, 20 })
	try(func() { x, s[5], y = 11, 1, 21 })
	try(func() { x, *p, y = 12, 1, 22 })
	try(func() { s[0], s[1], m["b"] = s[1], s[0], 3 })
	zero := 0
	try(func() { x, y = 13, x/zero })
	try(func() { x, y = 14, s[x] })
}

// Output:
// assignment to entry in nil map 10 2 [1 2]
// runtime error: index out of range [5] with length 2 11 2 [1 2]
// runtime error: invalid memory address or nil pointer dereference 12 2 [1 2]
// assignment to entry in nil map 12 2 [2 1]
// runtime error: integer divide by zero 12 2 [2 1]
// runtime error: index out of range [12] with length 2 12 2 [2 1]
