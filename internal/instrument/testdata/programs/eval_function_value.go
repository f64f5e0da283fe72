// The function that is called is a variable as well: when is it read?
package main

import "fmt"

func main() {
	f := func(x int) int { return x }
	g := func() int {
		f = func(x int) int { return -x }
		return 7
	}
	fmt.Println(f(g()))
	fmt.Println(f(1))
	fs := []func(int) int{f, func(x int) int { return x * x }}
	i := 0
	h := func() int {
		i = 1
		return 9
	}
	fmt.Println(fs[i](h()))
	t := struct{ do func(int) int }{fs[0]}
	k := func() int {
		t.do = fs[1]
		return 3
	}
	fmt.Println(t.do(k()))
	p := &t
	p.do = fs[0]
	fmt.Println(p.do(k()), (*p).do(2), (t.do)(5))
}

// Output:
// -7
// -1
// 81
// 9
// 9 4 25
