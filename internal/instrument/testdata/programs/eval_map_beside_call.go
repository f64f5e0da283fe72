// Look-ups in maps whose keys are calls, and with calls between them in statements of their own.
package main

import "fmt"

func main() {
	m := map[string]int{"a": 1}
	f := func() int {
		m["a"] += 10
		m["b"] = 7
		return 100
	}
	n := f()
	fmt.Println(n + m["a"])
	fmt.Println(f() + m["a"])
	g := func() string {
		m["c"] = len(m)
		return "c"
	}
	fmt.Println(m[g()], len(m))
	v, ok := m[g()]
	fmt.Println(v, ok, m)
	fmt.Println(m[string(g()[0]-2)], m[g()]+m[g()])
}

// Output:
// 111
// 121
// 2 3
// 3 true map[a:21 b:7 c:3]
// 21 6
