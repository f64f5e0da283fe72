// The arguments of a go statement are evaluated by the goroutine that says go.
package main

import "fmt"

var done = make(chan string)

func report(n int, s string, list ...int) { done <- fmt.Sprint(n, s, list) }

func main() {
	n, s := 1, "a"
	list := []int{1, 2}
	next := func() int { n++; return n }
	go report(n, s, list...)
	n, s, list = 100, "b", nil
	fmt.Println(<-done)
	go report(next(), s+s, next(), next())
	n = 0
	fmt.Println(<-done)
	arr := [2]int{1, 2}
	go func(a [2]int, p *[2]int) {
		done <- fmt.Sprint(a[0], p == &arr)
	}(arr, &arr)
	arr[0] = 50
	fmt.Println(<-done)
	f := report
	go f(1, "f")
	f = nil
	fmt.Println(<-done)
	var m = map[string]func(int, string, ...int){"r": report}
	go m["r"](next(), "m", list...)
	delete(m, "r")
	fmt.Println(<-done)
}

// Output:
// 1a[1 2]
// 101bb[102 103]
// 1 true
// 1f[]
// 1m[]
