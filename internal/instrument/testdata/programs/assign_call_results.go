// Several values of one call, to every kind of left side.
package main

import "fmt"

type rec struct{ n int }

func main() {
	i := 0
	s := make([]int, 3)
	m := map[int]string{}
	r := &rec{}
	see := func() string { return fmt.Sprint(i, s, m, *r) }
	f := func() (int, string, int) {
		i++
		return i, fmt.Sprint("v", i), i * 10
	}
	s[i], m[i], r.n = f()
	fmt.Println(see())
	i, m[i], s[i] = f()
	fmt.Println(see())
	_, m[7], _ = f()
	_, _, _ = f()
	fmt.Println(see())
	var e any
	var err error
	g := func() (int, error) { return 5, fmt.Errorf("bad %d", i) }
	e, err = g()
	fmt.Println(e, err)
	p := &s[0]
	*p, _ = g()
	fmt.Println(see())
}

// Output:
// 1 [0 1 0] map[1:v1] {10}
// 2 [0 1 20] map[1:v1 2:v2] {10}
// 4 [0 1 20] map[1:v1 2:v2 7:v3] {10}
// 5 bad 4
// 4 [5 1 20] map[1:v1 2:v2 7:v3] {10}
