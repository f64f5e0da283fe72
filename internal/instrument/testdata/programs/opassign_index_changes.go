// The call on the right changes the slice, the index or the pointer on the left.
package main

import "fmt"

func main() {
	s := []int{1, 2, 3}
	i := 0
	f := func() int {
		i = 2
		s[0] += 100
		return 10
	}
	s[0] += f()
	fmt.Println(s)
	t := [3]int{1, 2, 3}
	g := func() int {
		t[1] = 50
		return 5
	}
	t[1] *= g()
	fmt.Println(t, i)
	n := 1
	p := &n
	h := func() int {
		n += 10
		return 1000
	}
	*p += h()
	fmt.Println(n)
	st := struct{ a, b int }{1, 2}
	ps := &st
	k := func() int {
		ps.a = 20
		return ps.b
	}
	ps.a += k()
	fmt.Println(st)
}

// Output:
// [111 2 3]
// [1 250 3] 2
// 1011
// {22 2}
