// The forms of var, with values and without, with types and without.
package main

import "fmt"

func pair() (int, string) { return 3, "three" }

func main() {
	var a int
	var b, c = pair()
	var (
		d, e float64 = 1, 2
		f            = a == 0
		g    any     = b
		h    []int
		i, j = d + e, func() int { return a }
	)
	set := func() {
		a++
		b++
		c += "!"
		d, e = e, d
		f = !f
		g = c
		h = append(h, a)
		i /= 2
	}
	set()
	set()
	fmt.Println(a, b, c, d, e, f, g, h, i, j())
	var k, l *int = &a, nil
	func() { *k, l = 50, k }()
	fmt.Println(a, *l)
	var _, m = pair()
	var z [2]struct{ n int }
	func() { z[1].n = a }()
	fmt.Println(m, z)
}

// Output:
// 2 5 three!! 1 2 true three!! [1 2] 0.75 2
// 50 50
// three [{0} {50}]
