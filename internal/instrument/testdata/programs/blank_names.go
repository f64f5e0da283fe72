// Blank functions, parameters, fields, receivers, labels and imports; a method called main, a variable called init.
package main

import "fmt"

var _ = count("blank variable")
var _, seen = count("pair"), calls

var calls int

func count(string) int { calls++; return calls }

func _() { panic("never") }

type T struct {
	_ int
	n int
	_ [2]string
}

func (T) main(_ int, _ ...string) int       { return calls }
func (_ *T) init(_, _ int) (_ int, _ error) { calls += 10; return calls, nil }
func (t *T) _()                             { t.n = -1 }

type _ struct{ n int }

const _, one = iota, iota + 1

func main() {
	t := T{n: 5}
	init := t.init
	fmt.Println(t.main(count("argument")), calls, seen, one)
	_, err := init(count("a"), count("b"))
	fmt.Println(err, calls, t.n, t == T{n: 5})
	for _, _ = range []int{1, 2} {
		calls++
	}
	for _ = range 2 {
		calls++
	}
	func(_ int, _ string) { calls *= 2 }(count("x"), "y")
	var _, x = count("z"), count("w")
	var _ int = count("v")
	fmt.Println(x, calls)
_:
	for {
		break
	}
	switch _ = count("s"); {
	}
	if _, ok := any(t).(T); ok {
		_ = calls
	}
	fmt.Println(calls)
}

// Output:
// 3 3 2 1
// <nil> 15 5 true
// 42 43
// 44
