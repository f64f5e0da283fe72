// Method expressions over values, pointers, interfaces, embedded and generic types.
package main

import (
	"fmt"
	"sort"
)

type T struct{ n int }

func (t T) plus(d int) int { return t.n + d }
func (t *T) inc() int      { t.n++; return t.n }

type wrap struct{ *T }
type I interface{ plus(int) int }
type list[E any] []E

func (l *list[E]) push(e E) int { *l = append(*l, e); return len(*l) }
func (l list[E]) last() E       { return l[len(l)-1] }

func main() {
	t := T{1}
	f, g, h := T.plus, (*T).plus, (*T).inc
	fmt.Println(h(&t), f(t, 10), g(&t, 20))
	w := wrap{&t}
	fmt.Println(wrap.inc(w), wrap.plus(w, 5), (*wrap).plus(&w, 6), I.plus(w, 7))
	var l list[string]
	push := (*list[string]).push
	push(&l, "a")
	push(&l, "b")
	fmt.Println(list[string].last(l), l)
	ops := []func(*T) int{(*T).inc, func(t *T) int { return -t.n }}
	for _, op := range ops {
		fmt.Print(op(&t), ";")
	}
	fmt.Println(t)
	sort.Slice(l, func(i, j int) bool { return l[i] > l[j] })
	fmt.Println(l)
	next := func() T { t.n *= 2; return t }
	fmt.Println(T.plus(next(), t.n), T.plus(t, next().n))
}

// Output:
// 2 12 22
// 3 8 9 10
// b [a b]
// 4;-4;{4}
// [b a]
// 16 32
