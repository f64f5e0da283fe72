// Anonymous structs, in variables, slices, maps and channels, and conversion between types of the same fields.
package main

import "fmt"

type named struct {
	X int `json:"x"`
	Y []string
}

var config = struct {
	name  string
	limit struct{ lo, hi int }
}{name: "c"}

func main() {
	config.limit.hi = 5
	see := func() string { return fmt.Sprint(config) }
	config.limit.lo, config.limit.hi = config.limit.hi, config.limit.lo
	fmt.Println(see())
	v := struct {
		X int
		Y []string
	}{1, []string{"a"}}
	n := named(v)
	v.X++
	v.Y[0] = "b"
	fmt.Println(n, v)
	list := []struct {
		in, out int
	}{{1, 2}, {in: 3}}
	for i, c := range list {
		list[i].out = c.in * 10
	}
	fmt.Println(list)
	m := map[struct{ a, b int }]struct{ n int }{{1, 2}: {3}}
	m[struct{ a, b int }{1, 2}] = struct{ n int }{m[struct{ a, b int }{1, 2}].n + 1}
	fmt.Println(m)
	c := make(chan struct{ k, v string }, 1)
	c <- struct{ k, v string }{"k", see()}
	fmt.Println((<-c).v)
	p := &struct{ n, m int }{1, 2}
	p.n, p.m = p.m, p.n
	fmt.Println(*p, struct{}{} == struct{}{})
}

// Output:
// {c {5 0}}
// {1 [b]} {2 [b]}
// [{1 10} {3 30}]
// map[{1 2}:{4}]
// {c {5 0}}
// {2 1} true
