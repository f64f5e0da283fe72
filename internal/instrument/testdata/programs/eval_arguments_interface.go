// Arguments that become interfaces.
package main

import "fmt"

func show(list ...any) string { return fmt.Sprint(list...) }

func main() {
	x := 1
	s := "a"
	f := func() int {
		x++
		s += "b"
		return x * 100
	}
	v := show(f(), x, s)
	fmt.Println(v, x, s)
	var i any = x + f()
	fmt.Println(i, x)
	w := show(f(), f(), x)
	fmt.Println(w)
	y := x
	fmt.Println(show(y, f(), s))
}

// Output:
// 200 2ab 2 ab
// 303 3
// 400 500 5
// 5 600abbbbb
