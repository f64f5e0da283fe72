// return f() with several values, with named results that f changes and defers that see them.
package main

import "fmt"

func main() {
	var log []string
	inner := func(p *int) (int, string) {
		*p = 99
		return *p + 1, fmt.Sprint("inner saw ", *p)
	}
	outer := func() (n int, s string) {
		defer func() {
			log = append(log, fmt.Sprint(n, " ", s))
			s += "!"
		}()
		return inner(&n)
	}
	fmt.Println(outer())
	pass := func(n int, s string) (string, int) { return s, n }
	fmt.Println(pass(outer()))
	fmt.Println(log)
}

// Output:
// 100 inner saw 99!
// inner saw 99! 100
// [100 inner saw 99 100 inner saw 99]
