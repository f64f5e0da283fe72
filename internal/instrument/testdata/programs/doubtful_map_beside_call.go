// A look-up to the left of a call that changes the element. The language leaves open which comes first; gc reads the
// element last, other than under its race detector.
package main

import "fmt"

func main() {
	m := map[string]int{"a": 1}
	key := "a"
	f := func() int {
		m["a"] += 10
		return 100
	}
	fmt.Println(m[key] + f())
	fmt.Println(f() + m[key])
	g := func() string {
		m["c"] = len(m)
		return "c"
	}
	fmt.Println(m["c"]+m[g()], len(m))
}

// Output:
// 111
// 121
// 2 2
