// Embedded generic types, generic aliases, methods of instantiated fields, recursion over type parameters.
package main

import (
	"fmt"
	"sync"
)

type locked[T any] struct {
	mu sync.Mutex
	v  T
}

func (l *locked[T]) with(f func(*T)) *locked[T] {
	l.mu.Lock()
	defer l.mu.Unlock()
	f(&l.v)
	return l
}

type counts = locked[map[string]int]
type of[T any] = []locked[T]

type server struct {
	*counts
	list of[[]int]
	last locked[func() int]
}

type tree[K any] struct {
	less func(a, b K) bool
	root *branch[K]
}
type branch[K any] struct {
	k           K
	left, right *branch[K]
}

func (t *tree[K]) add(k K) *tree[K] {
	at := &t.root
	for *at != nil {
		if t.less(k, (*at).k) {
			at = &(*at).left
		} else {
			at = &(*at).right
		}
	}
	*at = &branch[K]{k: k}
	return t
}

func (b *branch[K]) all(yield func(K) bool) bool {
	return b == nil || b.left.all(yield) && yield(b.k) && b.right.all(yield)
}

func main() {
	s := server{counts: &counts{v: map[string]int{}}, list: make(of[[]int], 2)}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			s.with(func(m *map[string]int) { (*m)["k"] += i })
			s.list[i%2].with(func(l *[]int) { *l = append(*l, 1) })
		})
	}
	wg.Wait()
	fmt.Println(s.v, s.list[0].v, s.list[1].v)
	n := 0
	s.last.with(func(f *func() int) { *f = func() int { n++; return n } })
	fmt.Println(s.last.v()+s.last.v(), n)
	t := &tree[string]{less: func(a, b string) bool { n++; return a < b }}
	t.add("b").add("c").add("a")
	t.root.all(func(k string) bool { fmt.Print(k, ";"); return k != "b" })
	fmt.Println("end", n)
}

// Output:
// map[k:6] [1 1] [1 1]
// 3 2
// a;b;end 4
