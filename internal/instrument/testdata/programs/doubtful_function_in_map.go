// A call of a function in a map whose argument replaces it. The language leaves open which comes first; gc fetches the
// function last, other than under its race detector.
package main

import "fmt"

func main() {
	m := map[string]func(int) int{"a": func(x int) int { return -x }}
	replace := func() int {
		m["a"] = func(x int) int { return x * x }
		return 4
	}
	fmt.Println(m["a"](replace()))
	fmt.Println(m["a"](5))
}

// Output:
// 16
// 25
