// A type assertion beside a call that changes the interface.
package main

import "fmt"

func main() {
	var v any = 1
	set := func(x any) int {
		v = x
		return 10
	}
	fmt.Println(v.(int) + set(2))
	fmt.Println(set(3) + v.(int))
	n, ok := v.(int)
	s, no := v.(string)
	fmt.Printf("%d %t %q %t\n", n, ok, s, no)
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(set("s") + v.(int))
	}()
	fmt.Println(v)
	m := map[string]any{"k": 5}
	if n, ok := m["k"].(int); ok {
		m["k"] = n + 1
	}
	fmt.Println(m["k"].(int), m["k"])
}

// Output:
// 11
// 13
// 3 true "" false
// interface conversion: interface {} is string, not int
// s
// 6 6
