// Parameters, receivers and named results that closures capture.
package main

import "fmt"

type T struct{ n int }

func (t T) adder() func(int) int   { return func(d int) int { t.n += d; return t.n } }
func (t *T) shared() func(int) int { return func(d int) int { t.n += d; return t.n } }

func collect(list ...int) (sum int, add func(int)) {
	add = func(n int) {
		sum += n
		list[0]++
	}
	for _, n := range list {
		add(n)
	}
	return sum, add
}

func main() {
	t := T{1}
	byValue, byPointer := t.adder(), t.shared()
	fmt.Println(byValue(10), byPointer(100), t.n, byValue(10))
	args := []int{1, 2, 3}
	sum, add := collect(args...)
	add(5)
	fmt.Println(sum, args)
	param := func(n int) (get func() int, p *int) {
		defer func() { n++ }()
		return func() int { return n }, &n
	}
	get, p := param(7)
	fmt.Println(get(), *p)
	*p = 50
	fmt.Println(get())
}

// Output:
// 11 101 101 21
// 6 [5 2 3]
// 8 8
// 50
