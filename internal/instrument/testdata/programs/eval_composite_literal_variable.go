// Plain variables beside calls inside composite literals.
package main

import "fmt"

type box struct {
	name string
	n    int
	list []int
}

func main() {
	n, name := 1, "a"
	f := func() int {
		n *= 2
		name += "b"
		return n
	}
	b := box{name: name + "!", n: f(), list: []int{n, f()}}
	fmt.Println(b)
	a := [2]int{f(), n}
	fmt.Println(a)
	p := &box{n: f(), name: name}
	fmt.Println(*p, n)
	m := map[string]int{name: f()}
	fmt.Println(len(m), name)
}

// Output:
// {abb! 2 [4 4]}
// [8 8]
// {abbbb 16 []} 16
// 1 abbbbb
