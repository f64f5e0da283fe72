// Look-ups of what is not there, in maps that are not there either.
package main

import "fmt"

type cfg struct{ m map[string]int }

func main() {
	var none map[string]int
	v, ok := none["x"]
	fmt.Println(v, ok, len(none), none == nil)
	for range none {
		fmt.Println("never")
	}
	var c *cfg
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		fmt.Println(c.m["x"])
	}()
	c = &cfg{}
	fmt.Println(c.m["x"], len(c.m))
	init := func() map[string]int {
		if c.m == nil {
			c.m = map[string]int{}
		}
		return c.m
	}
	init()["a"]++
	init()["a"]++
	if n, ok := c.m["a"]; ok && n == 2 {
		fmt.Println(n)
	}
	if _, ok := c.m["b"]; !ok {
		c.m["b"] = -len(c.m)
	}
	fmt.Println(c.m)
	alias := c.m
	c.m = nil
	alias["c"] = 3
	fmt.Println(len(alias), c.m == nil)
	var e any = alias
	e.(map[string]int)["d"] = 4
	fmt.Println(alias["d"])
}

// Output:
// 0 false 0 true
// true
// 0 0
// 2
// map[a:2 b:-1]
// 3 true
// 4
