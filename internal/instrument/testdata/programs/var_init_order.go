// Package variables are initialised in the order of what they depend on, then the init functions run.
package main

import "fmt"

var log []string

func note(name string, v int) int {
	log = append(log, fmt.Sprint(name, "=", v))
	return v
}

var (
	a = note("a", b+c)
	b = note("b", f())
	c = note("c", 3)
	_ = note("blank", a*100)
	d = func() int { return note("d", e+1) }()
	e = note("e", 10)
)

func f() int {
	c++
	return c * 10
}

var x, y = two()

func two() (int, int) { return note("x", z), note("y", z+1) }

var z = note("z", len(table))

var table = map[string]int{"k": note("k", 1), "l": note("l", 2)}

func init() {
	note("init", a)
	a++
}

func init() { note("second init", a) }

func main() {
	for _, s := range log {
		fmt.Println(s)
	}
	fmt.Println(a, b, c, d, e, x, y, z)
}

// Output:
// c=3
// b=40
// a=44
// blank=4400
// e=10
// d=11
// k=1
// l=2
// z=2
// x=2
// y=3
// init=44
// second init=45
// 45 40 4 11 10 2 3 2
