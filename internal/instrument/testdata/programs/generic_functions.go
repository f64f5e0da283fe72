// Generic functions over variables that are shared by pointer, by closure and by slice.
package main

import "fmt"

type number interface{ ~int | ~float64 | ~uint8 }

func add[T number](p *T, d T) T { *p += d; return *p }
func swap[T any](a, b *T)       { *a, *b = *b, *a }

func fold[T, A any](list []T, acc A, f func(A, T) A) A {
	for i := range list {
		acc = f(acc, list[i])
	}
	return acc
}

func counter[T number](step T) (func() T, *T) {
	var n T
	return func() T { n += step; return n }, &n
}

type small uint8

func main() {
	n, f, s := 1, 1.5, small(250)
	fmt.Println(add(&n, 2), add(&f, 2), add(&s, 10), n+add(&n, 1))
	a, b := "a", "b"
	swap(&a, &b)
	swap[int](&n, new(int))
	fmt.Println(a, b, n)
	calls := 0
	fmt.Println(fold([]int{1, 2, 3}, "", func(s string, n int) string { calls++; return fmt.Sprint(s, n*calls) }))
	next, p := counter(0.5)
	next()
	*p *= 10
	fmt.Println(next(), *p, calls)
	g := add[int]
	fmt.Println(g(&calls, 5), calls)
}

// Output:
// 3 3.5 4 8
// b a 0
// 149
// 5.5 5.5 3
// 8 8
