// Comparison of structs, arrays and interfaces with shared values.
package main

import "fmt"

type key struct {
	a  int
	b  string
	in struct{ f float64 }
	p  *int
	e  any
}

func main() {
	n := 1
	k := key{1, "x", struct{ f float64 }{2}, &n, 3}
	l := k
	n = 2
	fmt.Println(k == l)
	l.e = int64(3)
	fmt.Println(k == l)
	l = k
	l.in.f *= 1
	touch := func() { l.b += "" }
	touch()
	fmt.Println(k == l, k != key{})
	m := map[key]int{k: 1}
	m[l]++
	fmt.Println(len(m), m[k])
	var x, y any = k, l
	fmt.Println(x == y, x == any(&k), any(&k) == any(&k))
	l.p = new(int)
	fmt.Println(x == any(l), [2]any{x, 1} == [2]any{y, 1})
	nan := key{in: struct{ f float64 }{}}
	zero := 0.0
	nan.in.f = zero / zero
	fmt.Println(nan == nan)
	l.e = []int{1}
	l.a = 5
	fmt.Println(k == l)
	l.a = 1
	l.p = &n
	defer func() { fmt.Println(recover()) }()
	k.e = []int{1}
	fmt.Println(k == l)
}

// Output:
// true
// false
// true true
// 1 2
// true false true
// false true
// false
// false
// runtime error: comparing uncomparable type []int
