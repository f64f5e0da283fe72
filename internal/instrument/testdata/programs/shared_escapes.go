// Locals that escape by every way there is: a result, a field, an interface, a channel, a map, a closure, a goroutine.
package main

import "fmt"

type keep struct {
	p    *int
	any  any
	f    func()
	list []*int
}

var global *int
var kept keep

func result() *int           { n := 1; defer func() { n *= 10 }(); return &n }
func param(n int) *int       { n++; return &n }
func named() (n int, p *int) { p = &n; n = 5; *p += 1; return n + 1, p }

func (k keep) self() *keep { k.list = nil; return &k }

func main() {
	a, b, c, d, e := 1, 2, 3, 4, 5
	global = &a
	kept.p, kept.any = &b, &c
	kept.f = func() { d *= 2 }
	kept.list = append(kept.list, &e, global)
	*global += 10
	*kept.p += 20
	*kept.any.(*int) += 30
	kept.f()
	*kept.list[0] += 40
	*kept.list[1]++
	fmt.Println(a, b, c, d, e)
	fmt.Println(*result(), *param(7))
	n, p := named()
	fmt.Println(n, *p)
	arr := [3]int{1, 2, 3}
	s := arr[1:]
	q := &arr[0]
	ch := make(chan *[3]int, 1)
	ch <- &arr
	(<-ch)[1] += 100
	s[1]++
	*q--
	fmt.Println(arr, s)
	st := struct{ in struct{ v int } }{}
	pv := &st.in.v
	done := make(chan bool)
	go func() { *pv = 9; arr[2] *= 2; done <- true }()
	<-done
	fmt.Println(st, arr, len(kept.self().list), len(kept.list))
}

// Output:
// 12 22 33 8 45
// 10 8
// 7 7
// [0 102 4] [102 4]
// {{9}} [0 102 8] 0 2
