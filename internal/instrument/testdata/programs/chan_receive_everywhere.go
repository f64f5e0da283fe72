// A receive in every position that takes an expression.
package main

import "fmt"

type job struct{ n int }

func (j job) twice() int { return j.n * 2 }

func give[T any](vs ...T) <-chan T {
	c := make(chan T, len(vs))
	for _, v := range vs {
		c <- v
	}
	return c
}

func result(c <-chan int) (int, error) { return <-c, nil }

func main() {
	if c := give(true, false); <-c && !<-c {
		fmt.Println("if")
	}
	n := 0
	for c := give(true, true, false); <-c; n++ {
	}
	for c, v := give(3, 2, 0), 9; v > 0; v = <-c {
		n += v
	}
	fmt.Println(n)
	switch v := <-give(7); v {
	case <-give(6), <-give(7):
		fmt.Println("seven")
	}
	s := []int{10, 20, 30}
	s[<-give(1)] += <-give(5)
	s[<-give(0)]++
	fmt.Println(s, s[<-give(1):], s[:<-give(2)][<-give(1)])
	fmt.Println((<-give(func() string { return "called" }))(), (<-give(job{4})).twice(), (<-give(&job{5})).n)
	m := map[string]int{<-give("k"): <-give(1)}
	m[<-give("k")] <<= <-give(3)
	delete(m, <-give("none"))
	fmt.Println(m, len(<-give("abc")), (<-give(any(2))).(int)+1, -<-give(3), !<-give(true))
	defer fmt.Println("deferred", <-give(1.5))
	fmt.Println(result(give(8)))
	for i := range <-give(2) {
		fmt.Print(i, ";")
	}
	a := [...]int{<-give(1), 2: <-give(2)}
	x, y := <-give("x"), <-give('y')
	var z, ok = <-give(0)
	fmt.Println(a, x, y, z, ok)
	for _, r := range <-give("hi") {
		fmt.Print(r, ";")
	}
	*<-give(&n) = 77
	_ = *(<-give(&n))
	(<-give(map[int]*int{1: &n}))[1] = nil
	cc := give(make(chan int, 1))
	c := <-cc
	c <- <-give(n)
	fmt.Println(<-c, func() int { return <-give(6) }())
	select {
	case v := <-<-give(give("deep")):
		fmt.Println(v)
	}
}

// Output:
// if
// 16
// seven
// [11 25 30] [25 30] 25
// called 8 5
// map[k:8] 3 3 -3 false
// 8 <nil>
// 0;1;[1 0 2] x 121 0 true
// 104;105;77 6
// deep
// deferred 1.5
