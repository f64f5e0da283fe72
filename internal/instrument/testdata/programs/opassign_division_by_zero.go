// A division that panics leaves its left side as it was.
package main

import "fmt"

func main() {
	n, z := 10, 0
	s := []int{7}
	m := map[string]int{"a": 3}
	try := func(f func()) {
		defer func() { fmt.Println(recover(), n, s, m) }()
		f()
	}
	try(func() { n /= z })
	try(func() { s[0] %= z })
	try(func() { m["a"] /= z })
	try(func() { m["new"] %= z })
	try(func() { n++; n /= n - 11 })
	f := 1.0
	func() { f /= float64(z) }()
	fmt.Println(f, -f)
}

// Output:
// runtime error: integer divide by zero 10 [7] map[a:3]
// runtime error: integer divide by zero 10 [7] map[a:3]
// runtime error: integer divide by zero 10 [7] map[a:3]
// runtime error: integer divide by zero 10 [7] map[a:3]
// runtime error: integer divide by zero 11 [7] map[a:3]
// +Inf -Inf
