// Strings: a variable between the calls that change it.
package main

import "fmt"

func main() {
	s := "a"
	f := func() string {
		s += "b"
		return "<" + s + ">"
	}
	fmt.Println(f() + s + f())
	t := s + "," + f()
	fmt.Println(len(t) > 0, s)
	u := f() + ":" + s
	fmt.Println(u)
	v := "x"
	v = v + f() + v
	fmt.Println(v)
	b := []byte("abc")
	g := func() string {
		b[0]++
		return string(b)
	}
	fmt.Println(g() + string(b) + g())
}

// Output:
// <ab>abb<abb>
// true abbb
// <abbbb>:abbbb
// x<abbbbb>x
// bbccbccbc
