// Map elements in assignments of lists: key and value first, then the stores in order.
package main

import "fmt"

func main() {
	m := map[string]int{}
	k := "a"
	f := func() int {
		k += "x"
		return len(k)
	}
	m[k] = f()
	fmt.Println(len(m), k)
	clear(m)
	m[k], k = 1, "b"
	k, m[k] = "c", 2
	fmt.Println(m, k)
	old := m
	m, m["z"] = map[string]int{}, 26
	fmt.Println(m, old["z"])
	m["i"], m["i"] = 1, 2
	fmt.Println(m)
	n := map[string]map[string]int{"in": {}}
	n["in"]["x"], n["out"] = 1, n["in"]
	n["out"]["y"] = 2
	fmt.Println(n)
	v, ok := n["nope"]["x"]
	fmt.Println(v, ok)
	m["v"], ok = n["in"]["x"]
	fmt.Println(m["v"], ok)
}

// Output:
// 1 ax
// map[ax:1 b:2] c
// map[] 26
// map[i:2]
// map[in:map[x:1 y:2] out:map[x:1 y:2]]
// 0 false
// 1 true
