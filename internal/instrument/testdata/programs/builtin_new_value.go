// new of a value: evaluated once, and each time another variable.
package main

import "fmt"

type rec struct {
	a int
	p *int
}

func main() {
	n := 1
	next := func() int { n *= 2; return n }
	p, q := new(next()), new(n)
	*p += 10
	n = 100
	fmt.Println(*p, *q, n)
	r := new(rec{next(), p})
	s := new(*r)
	r.a, *r.p = 0, 7
	fmt.Println(r.a, s.a, *s.p, s.p == p)
	list := []*string{new("a"), new(fmt.Sprint(n))}
	*list[0] += *list[1]
	fmt.Println(*list[0], *new(*list[1])+"!")
	f := new(func() int { return n })
	n++
	fmt.Println((*f)(), *new(n + next()), *new(1.5), *new('x'))
	var e any = new(n > 5)
	fmt.Println(*e.(*bool), new(3) == new(3))
	m := map[string]*int{"k": new(n)}
	*m["k"]++
	fmt.Println(*m["k"], n)
}

// Output:
// 12 2 100
// 0 200 7 true
// a200 200!
// 201 804 1.5 120
// true false
// 403 402
