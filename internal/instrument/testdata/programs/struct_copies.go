// Where structs are copied: arguments, results, assignment, range, channels, maps, interfaces, literals, closures.
package main

import "fmt"

type point struct {
	x, y int
	tag  [2]string
}

func change(p point) point { p.x = 100; p.tag[0] = "changed"; return p }

func main() {
	p := point{1, 2, [2]string{"a", "b"}}
	q := change(p)
	r := p
	list := []point{p, p}
	m := map[string]point{"p": p}
	var e any = p
	c := make(chan point, 1)
	c <- p
	arr := [2]point{p}
	nest := struct{ in point }{p}
	get := func() point { return p }
	ptr := &p
	byVal := *ptr
	p.x, p.tag[1] = 50, "!"
	fmt.Println(p, q, r)
	fmt.Println(list[0], m["p"], e.(point))
	fmt.Println(<-c, arr[0], nest.in)
	fmt.Println(get(), byVal, *ptr)
	for _, v := range list {
		v.x = -1
	}
	for i := range list {
		list[i].y = -1
	}
	fmt.Println(list)
	v := m["p"]
	v.x = 9
	fmt.Println(m["p"].x, e == any(r), get() == *ptr, p == r)
	*ptr = point{y: p.x}
	fmt.Println(p)
}

// Output:
// {50 2 [a !]} {100 2 [changed b]} {1 2 [a b]}
// {1 2 [a b]} {1 2 [a b]} {1 2 [a b]}
// {1 2 [a b]} {1 2 [a b]} {1 2 [a b]}
// {50 2 [a !]} {1 2 [a b]} {50 2 [a !]}
// [{1 -1 [a b]} {1 -1 [a b]}]
// 1 true true false
// {0 50 [ ]}
