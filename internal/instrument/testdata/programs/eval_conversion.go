// Conversions of a shared variable beside a call.
package main

import "fmt"

type celsius float64

func main() {
	x := 3
	f := func() float64 {
		x++
		return 0.5
	}
	fmt.Println(float64(x) + f())
	fmt.Println(f() + float64(x))
	c := celsius(1)
	g := func() celsius {
		c *= 2
		return c
	}
	fmt.Println(float64(g())*10 + float64(c))
	r := 'a'
	h := func() string {
		r++
		return string(r)
	}
	fmt.Println(h() + string(r))
	fmt.Println(int8(x*40), uint8(x*60))
	var e any = g()
	fmt.Println(e.(celsius)+c, x)
}

// Output:
// 4.5
// 5.5
// 22
// bb
// -56 44
// 8 5
