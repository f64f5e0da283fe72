// Variables of a type parameter that are captured, and the zero values, comparisons and type switches of them.
package main

import "fmt"

type stack[T comparable] struct{ items []T }

func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	last := len(s.items) - 1
	v, s.items = s.items[last], s.items[:last]
	return v, true
}

func (s *stack[T]) find(want T) int {
	for i, v := range s.items {
		if v == want {
			return i
		}
	}
	return -1
}

func cached[K comparable, V any](f func(K) V) func(K) V {
	memo := map[K]V{}
	var last K
	return func(k K) V {
		if v, ok := memo[k]; ok && k != last {
			return v
		}
		memo[k], last = f(k), k
		return memo[k]
	}
}

func name[T any](v T) string {
	defer func(p *T) { *p = *new(T) }(&v)
	switch x := any(v).(type) {
	case int:
		x++
		return fmt.Sprint("int ", x)
	case fmt.Stringer:
		return x.String()
	}
	return fmt.Sprintf("%v", v)
}

func main() {
	s := &stack[string]{[]string{"a", "b"}}
	fmt.Println(s.find("b"), s.find("z"))
	for v, ok := s.pop(); ok; v, ok = s.pop() {
		fmt.Print(v, ";")
	}
	fmt.Println("end")
	calls := 0
	f := cached(func(n int) []int { calls++; return []int{n * calls} })
	fmt.Println(f(3), f(3), f(4), f(3), calls)
	fmt.Println(name(1), name("s"), name([]int(nil)))
}

// Output:
// 1 -1
// b;a;end
// [3] [6] [12] [6] 3
// int 2 s []
