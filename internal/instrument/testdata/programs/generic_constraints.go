// Type sets: operators, conversions, len, range, indexing and sends on what is known only by its constraint.
package main

import "fmt"

type bytes interface{ ~string | ~[]byte }
type ints interface {
	~int8 | ~int16 | ~int
}
type hasReset[T any] interface {
	*T
	reset(int)
}

func count[B bytes](b B, c byte) (n int) {
	for i := 0; i < len(b); i++ {
		if b[i] == c {
			n++
		}
	}
	return n
}

func double[S ~[]E, E ints](s S) S {
	for i := range s {
		s[i] <<= 1
		s[i]++
	}
	return s
}

func drain[C ~chan E | ~<-chan E, E any](c C) (all []E) {
	for v := range c {
		all = append(all, v)
	}
	return all
}

func fresh[T any, P hasReset[T]](n int) T {
	var t T
	P(&t).reset(n)
	return t
}

func update[M ~map[K]V, K comparable, V ints](m M, k K) V {
	m[k] += 2
	m[k]++
	delete(m, k)
	return m[k] + V(len(m))
}

type cell struct{ n int }

func (c *cell) reset(n int) { c.n = n }

type my []int8

func main() {
	fmt.Println(count("hello", 'l'), count([]byte("xx"), 'x'))
	fmt.Println(double(my{1, 127}), double([]int{5}))
	c := make(chan string, 2)
	c <- "a"
	c <- "b"
	close(c)
	fmt.Println(drain((<-chan string)(c)), fresh[cell](4))
	m := map[string]int16{"a": 1, "b": 2}
	fmt.Println(update(m, "a"), m)
}

// Output:
// 2 2
// [3 -1] [11]
// [a b] {4}
// 1 map[b:2]
