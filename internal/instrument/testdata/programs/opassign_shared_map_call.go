// m[k] op= f() where f touches m.
package main

import "fmt"

func main() {
	m := map[string]int{"a": 1}
	f := func() int {
		m["z"] = 26
		return 10
	}
	m["b"] += f()
	fmt.Println(m)
	k := "k"
	g := func() int {
		k = "other"
		return 1
	}
	m["q"] -= g()
	fmt.Println(m, k)
	c := make(chan int, 1)
	c <- 5
	m["a"] *= <-c
	m["a"] += m["b"]
	m["a"] += len(m)
	fmt.Println(m["a"])
	n := map[[2]int]int{}
	n[[2]int{m["b"], 1}]++
	n[[2]int{m["b"], 1}]++
	fmt.Println(n)
}

// Output:
// map[a:1 b:10 z:26]
// map[a:1 b:10 q:-1 z:26] other
// 19
// map[[10 1]:2]
