// A select assigns to elements, fields and through pointers; those operands are evaluated only in the case that goes.
package main

import "fmt"

type rec struct {
	n  int
	ok bool
}

func main() {
	c := make(chan int, 3)
	m := map[string]int{}
	s := []int{0, 0, 0}
	r := &rec{}
	calls := 0
	at := func(n int) int { calls++; return n }
	c <- 1
	select {
	case m["k"] = <-c:
	}
	c <- 2
	select {
	case s[at(2)], r.ok = <-c:
	case s[at(1)] = <-chan int(nil):
	}
	c <- 3
	p := &r.n
	select {
	case *p = <-c:
	}
	fmt.Println(m, s, *r, calls)
	close(c)
	m["k"] = 50
	oks := map[int]bool{7: true}
	select {
	case m["k"], oks[at(7)] = <-c:
		fmt.Println(m, oks, calls)
	}
	var e any
	select {
	case e = <-c:
		fmt.Println(e)
	}
	d := make(chan *rec, 1)
	d <- r
	select {
	case r = <-d:
		r.n++
	}
	fmt.Println(*r)
}

// Output:
// map[k:1] [0 0 2] {3 true} 1
// map[k:0] map[7:false] 2
// 0
// {4 true}
