// What no closure has captured cannot change under a call, and is read when it is; both kinds in one statement.
package main

import "fmt"

func main() {
	local, shared := 1, 1
	f := func() int {
		shared *= 10
		return 3
	}
	a := local + shared + f() + local + shared
	fmt.Println(a)
	g := func(n int) int {
		n++
		local := n * 100
		return local
	}
	b := local + g(local) + shared
	fmt.Println(b, local)
	local, shared = shared, local+f()
	fmt.Println(local, shared)
	p := &local
	h := func() int { *p = 7; return 0 }
	fmt.Println(local + h())
	fmt.Println([]int{local, *p, f(), shared}, local*shared-h())
}

// Output:
// 25
// 211 1
// 100 4
// 7
// [7 7 3 40] 280
