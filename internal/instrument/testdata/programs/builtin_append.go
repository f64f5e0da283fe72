// append: aliasing, growth, spreading, strings, itself, and arguments that change the slice.
package main

import "fmt"

type box struct{ list []int }

func main() {
	s := make([]int, 2, 4)
	t := append(s, 1)
	u := append(s, 2)
	fmt.Println(s, t, u, len(s), cap(t))
	s[0] = 9
	fmt.Println(t[0], u[0])
	s = append(s, s...)
	s = append(s[:1], s[2:]...)
	fmt.Println(s, append(s[:0:0], s...))
	f := func() int { s = []int{100}; return 5 }
	r := append(s[:len(s):len(s)], f())
	fmt.Println(r, s)
	g := func() int { s[0]++; return s[0] }
	fmt.Println(append(s, g(), s[0], g()))
	b := &box{}
	m := map[string][]int{}
	for i := range 3 {
		b.list = append(b.list, i)
		m["k"] = append(m["k"], i, len(b.list))
	}
	fmt.Println(b.list, m)
	bs := append([]byte("a"), "bc"...)
	bs = append(bs, bs[0]+1)
	fmt.Println(string(bs))
	fs := append([]func() int{}, func() int { return len(bs) })
	bs = nil
	fmt.Println(fs[0]())
	var e []any
	e = append(e, 1, "a", nil, e)
	fmt.Println(len(e), e)
	p := &b.list
	*p = append(*p, (*p)[1:]...)
	fmt.Println(b.list)
}

// Output:
// [0 0] [0 0 2] [0 0 2] 2 4
// 9 9
// [9 9 0] [9 9 0]
// [9 9 0 5] [100]
// [102 101 102 102]
// [0 1 2] map[k:[0 1 1 2 2 3]]
// abcb
// 0
// 4 [1 a <nil> []]
// [0 1 2 1 2]
