// The right side of && and || is evaluated only if it has to be, with all that it reads.
package main

import "fmt"

var log []string

func say(name string, v bool) bool {
	log = append(log, name)
	return v
}

func main() {
	var p *int
	n := 0
	inc := func() bool {
		n++
		return n > 2
	}
	fmt.Println(p != nil && *p > 0, p == nil || *p > 0)
	fmt.Println(inc() || inc() || inc() || inc(), n)
	fmt.Println(say("a", true) && say("b", false) && say("c", true) || say("d", true), log)
	var m map[string][]int
	fmt.Println(len(m["x"]) > 0 && m["x"][0] == 1)
	ok := n == 3 && inc() && n == 4
	fmt.Println(ok, n, !(n == 4 && !inc()), n)
	i, s := 5, []int{1, 2}
	fmt.Println(i < len(s) && s[i] == 0, i >= len(s) || s[i] == 0)
	func() { i = 1 }()
	fmt.Println(i < len(s) && s[i] == 2)
}

// Output:
// false true
// true 3
// true [a b d]
// false
// true 5 true 5
// false true
// true
