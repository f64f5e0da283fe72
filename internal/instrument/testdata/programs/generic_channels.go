// Channels of type parameters, with goroutines, closures and select.
package main

import (
	"fmt"
	"sync"
)

func pmap[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	var wg sync.WaitGroup
	for i, v := range in {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = f(v)
		}()
	}
	wg.Wait()
	return out
}

func merge[T any](into chan<- T, cs ...<-chan T) {
	defer close(into)
	for _, c := range cs {
		for {
			v, ok := <-c
			if !ok {
				break
			}
			into <- v
		}
	}
}

func of[T any](vs ...T) <-chan T {
	c := make(chan T, len(vs))
	for _, v := range vs {
		c <- v
	}
	close(c)
	return c
}

type future[T any] struct {
	done chan struct{}
	val  T
}

func async[T any](f func() T) *future[T] {
	fu := &future[T]{done: make(chan struct{})}
	go func() {
		fu.val = f()
		close(fu.done)
	}()
	return fu
}

func (f *future[T]) get() T {
	select {
	case <-f.done:
		return f.val
	}
}

func main() {
	fmt.Println(pmap([]int{1, 2, 3}, func(n int) string { return fmt.Sprint(n * n) }))
	c := make(chan rune)
	go merge(c, of('a', 'b'), of[rune](), of('c'))
	for r := range c {
		fmt.Print(string(r), ";")
	}
	fmt.Println("end")
	n := 5
	f := async(func() *int { n++; return &n })
	*f.get() *= 2
	fmt.Println(n)
}

// Output:
// [1 4 9]
// a;b;c;end
// 12
