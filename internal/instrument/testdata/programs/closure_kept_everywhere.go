// Closures kept in struct literals, arrays, maps, channels, interfaces and results of results.
package main

import "fmt"

type ops struct {
	inc, dec func() int
	list     []func(int)
	all      map[string]func() (int, bool)
	next     func() func() func() int
}

func build(n int) (o ops) {
	o = ops{
		inc:  func() int { n++; return n },
		dec:  func() int { n--; return n },
		list: []func(int){func(d int) { n += d }, func(d int) { n *= d }},
		next: func() func() func() int {
			n += 100
			return func() func() int {
				n += 1000
				return func() int { return n }
			}
		},
	}
	o.all = map[string]func() (int, bool){"big": func() (int, bool) { return n, n > o.inc() }}
	return
}

func main() {
	a, b := build(1), build(50)
	for i, f := range a.list {
		f(i + 2)
	}
	fmt.Println(a.inc(), b.dec(), a.dec()+a.inc(), b.inc()-b.inc())
	fmt.Println(a.next()()(), a.inc())
	fmt.Println(a.all["big"]())
	c := make(chan func() int, 2)
	c <- a.inc
	c <- b.inc
	fmt.Println((<-c)(), (<-c)())
	var e any = b.dec
	fmt.Println(e.(func() int)(), b.inc())
	arr := [2]func() int{a.inc, a.dec}
	arr[0], arr[1] = arr[1], arr[0]
	fmt.Println(arr[0]()+arr[1]()*2, a.inc())
	compose := func(fs ...func(int) int) func(int) int {
		return func(n int) int {
			for _, f := range fs {
				n = f(n)
			}
			return n
		}
	}
	k := 2
	mul := func(n int) int { return n * k }
	h := compose(mul, func(n int) int { k++; return n }, mul)
	fmt.Println(h(5), h(5), k)
}

// Output:
// 10 49 19 -1
// 1110 1111
// 1112 false
// 1113 52
// 51 52
// 3338 1114
// 30 60 4
