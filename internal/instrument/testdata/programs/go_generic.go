// go with generic functions and methods, and with closures that are called in place.
package main

import (
	"fmt"
	"sync"
)

func send[T any](c chan<- T, v ...T) {
	for _, x := range v {
		c <- x
	}
	close(c)
}

type worker[K comparable, V any] struct {
	mu  sync.Mutex
	out map[K]V
	wg  sync.WaitGroup
}

func (w *worker[K, V]) do(k K, f func(K) V) {
	defer w.wg.Done()
	v := f(k)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.out[k] = v
}

func main() {
	c := make(chan string)
	go send(c, "a", "b")
	fmt.Println(<-c, <-c)
	d := make(chan int)
	go send[int](d, []int{1, 2, 3}...)
	sum := 0
	for v := range d {
		sum += v
	}
	fmt.Println(sum)
	w := &worker[int, string]{out: map[int]string{}}
	for i := range 3 {
		w.wg.Add(1)
		go w.do(i, func(n int) string { return fmt.Sprint(n * i) })
	}
	w.wg.Wait()
	fmt.Println(w.out)
	x := 5
	e := make(chan int)
	go func(n int) func() { return func() { e <- n + x } }(x)()
	fmt.Println(<-e)
}

// Output:
// a b
// 6
// map[0:0 1:1 2:4]
// 10
