// Generic types with methods: a list, a pair, a set, each changed through pointers.
package main

import "fmt"

type list[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	val  T
	next *node[T]
}

func (l *list[T]) push(v T) *list[T] {
	l.head = &node[T]{v, l.head}
	l.n++
	return l
}

func (l *list[T]) each(f func(*T)) {
	for n := l.head; n != nil; n = n.next {
		f(&n.val)
	}
}

type pair[K comparable, V any] struct {
	key K
	val V
}

func (p pair[K, V]) with(v V) pair[K, V] { p.val = v; return p }

type set[K comparable] map[K]struct{}

func (s set[K]) add(k K) bool {
	_, had := s[k]
	s[k] = struct{}{}
	return !had
}

func main() {
	l := (&list[int]{}).push(1).push(2).push(3)
	sum := 0
	l.each(func(p *int) { *p *= 10; sum += *p })
	fmt.Println(sum, l.n, l.head.val)
	p := pair[string, []int]{"k", []int{1}}
	q := p.with(append(p.val, 2))
	q.val[0] = 7
	fmt.Println(p, q, pair[int, int]{1, 2} == pair[int, int]{1, 2}.with(2))
	s := set[pair[string, int]]{}
	fmt.Println(s.add(pair[string, int]{"a", 1}), s.add(pair[string, int]{"a", 1}), len(s))
	var deep list[*list[string]]
	deep.push(&list[string]{}).head.val.push("x").n += 5
	fmt.Println(deep.head.val.head.val, deep.head.val.n)
}

// Output:
// 60 3 30
// {k [1]} {k [7 2]} true
// true false 1
// x 6
