// An index expression beside a call: slice, index and element are all read late.
package main

import "fmt"

func main() {
	s := []int{1, 2, 3}
	i := 0
	f := func() int {
		i++
		s[i] += 10
		return i
	}
	fmt.Println(s[i] + f())
	fmt.Println(f() + s[i])
	fmt.Println(s[i], i, s)
	g := func() int {
		s = []int{7, 8, 9}
		i = 0
		return 0
	}
	fmt.Println(s[i] + g())
	a := [3]int{4, 5, 6}
	h := func() int {
		a[0]++
		return a[0]
	}
	fmt.Println(a[0]+h(), a)
}

// Output:
// 13
// 15
// 13 2 [1 12 13]
// 7
// 10 [5 5 6]
