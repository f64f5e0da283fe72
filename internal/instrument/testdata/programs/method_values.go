// A method value holds a copy of its receiver, or the pointer to it, from when it was made.
package main

import "fmt"

type num int

func (n num) get() int       { return int(n) }
func (n *num) add(d int) int { *n += num(d); return int(*n) }

type pair struct{ a, b num }

func (p pair) sum() int     { return int(p.a + p.b) }
func (p *pair) swap() *pair { p.a, p.b = p.b, p.a; return p }

var pkg = pair{1, 10}

func main() {
	n := num(1)
	get, add := n.get, n.add
	add(5)
	fmt.Println(get(), n.get(), n)
	sum, swap := pkg.sum, pkg.swap
	pkg.a = 100
	fmt.Println(sum(), pkg.sum(), swap().a, pkg)
	addA := pkg.a.add
	pkg = pair{}
	fmt.Println(addA(3), pkg)
	p := &pkg
	ps := p.sum
	p.b = 4
	p = &pair{7, 7}
	fmt.Println(ps(), p.sum(), pkg.sum())
	var i interface{ sum() int } = pkg
	is := i.sum
	i, pkg.a = pair{50, 50}, 0
	fmt.Println(is(), i.sum())
	fs := map[string]func() int{"is": is, "p": p.sum}
	*p = pair{}
	fmt.Println(fs["is"](), fs["p"]())
	defer func() { fmt.Println(recover() != nil) }()
	p = nil
	f := p.sum
	fmt.Println("never", f())
}

// Output:
// 1 6 6
// 11 110 10 {10 100}
// 3 {3 0}
// 3 14 7
// 7 100
// 7 14
// true
