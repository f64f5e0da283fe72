// Defers in loops and branches, in a package of functions that add to one log.
package main

import "fmt"

var log []string

func add(s string, n int) { log = append(log, fmt.Sprint(s, n)) }

func run(n int) int {
	for i := range n {
		defer add("d", i)
		if i%2 == 1 {
			defer func() { add("odd", i) }()
		}
	}
	for i := 0; i < n; i++ {
		defer func() {
			i++
			add("i", i)
		}()
	}
	func() {
		defer add("inner", n)
		add("body", n)
	}()
	if n > 100 {
		defer add("never", n)
	}
	return len(log)
}

func main() {
	fmt.Println(run(3))
	fmt.Println(log)
	log = nil
	for i := range 2 {
		func() {
			defer add("once", i)
		}()
	}
	fmt.Println(run(0), log)
}

// Output:
// 2
// [body3 inner3 i3 i2 i1 d2 odd1 d1 d0]
// 4 [once0 once1 body0 inner0]
