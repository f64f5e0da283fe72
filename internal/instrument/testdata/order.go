package order

import "fmt"

var x = 1

func set(v int) int { x = v; return v }

type node struct {
	next *node
	v    int
	a    [3]int
	s    []int
}

var p = &node{v: 1, s: []int{1, 2, 3}}

func move(v int) int { p = &node{v: v, s: []int{v, v, v}}; return v }

func show(a ...any) { fmt.Println(a...) }

func three(a, b, c int) { fmt.Println(a, b, c) }

func Run() {
	x = 1
	p = &node{v: 1, s: []int{1, 2, 3}}
	show(x + set(2))
	three(x, set(3), x)
	y := x + set(4) + x
	show(y)
	show(p.v+move(5), p.v)
	three(p.s[0], move(6), p.s[1])
	p.v = move(7)
	show(p.v)
	x = set(10) + x
	show(x)
	x += set(20)
	show(x)
	i := 0
	next := func() int { i++; return i }
	a := []int{0, 0, 0, 0, 0}
	a[i] = next()
	show(a, i)
	a[next()] = next()
	show(a, i)
	i = 0
	i, a[i] = 1, 9
	show(a, i)
	i, a[i] = 3, 8
	show(a, i)
	a[0], a[1] = a[1], a[0]
	show(a)
	if i > 0 && next() > 0 || x > set(5) {
		show(i, x)
	}
	m := map[int]int{}
	m[i] = next()
	m[next()] += next()
	show(len(m), i)
	q := p
	q.next, p = &node{v: 3}, nil
	show(q.next.v, p == nil)
	for i, x = 0, 0; i < 3; i, x = i+1, x+2 {
		show(i, x)
	}
	*q, x = node{v: 11}, set(12)
	show(q.v, x)
	a[0], a[1], a[2] = 0, 0, 0
	for i, a[i] = range []int{1, 2, 2} {
		show(i, a)
	}
	c := make(chan int, 2)
	c <- 1
	c <- 2
	close(c)
	for a[i] = range c {
		show(i, a)
	}
	oks := []bool{true, true, true}
	i = 1
	select {
	case i, oks[i] = <-c:
		show(i, oks)
	}
	func() {
		defer func() { show(recover() != nil, x) }()
		p.v = set(30)
	}()
}
