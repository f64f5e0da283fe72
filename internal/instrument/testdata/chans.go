// Package chans sends and receives.
package chans

import (
	"fmt"
	"sync"
)

type ints chan int

func produce(n int) <-chan int {
	c := make(chan int, n)
	go func() {
		defer close(c)
		for i := 0; i < n; i++ {
			c <- i
		}
	}()
	return c
}

func generic[T any](v T) T {
	c := make(chan T, 1)
	c <- v
	return <-c
}

func on[C ~chan T, T any](c C, v T) (T, int) {
	c <- v
	n := len(c)
	return <-c, n
}

func Run() {
	for v := range produce(3) {
		fmt.Println(v)
	}
	c := make(ints, 2)
	c <- 1
	c <- 2
	fmt.Println(len(c), cap(c), <-c+<-c)
	close(c)
	v, ok := <-c
	fmt.Println(v, ok)
	var w, isThere = <-c
	fmt.Println(w, isThere)
	var e error = fmt.Errorf("an error")
	errs := make(chan error, 2)
	errs <- e
	errs <- nil
	fmt.Println(<-errs, <-errs)
	fmt.Println(generic("x"), generic(2))
	fmt.Println(on(make(chan string, 1), "y"))
	var send chan<- int = make(chan int, 3)
	send <- 1
	fmt.Println(len(send))
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); <-done }()
	go func() { defer wg.Done(); _, _ = <-done }()
	close(done)
	wg.Wait()
	chans := make(chan chan int, 1)
	inner := make(chan int, 1)
	chans <- inner
	inner <- 7
	fmt.Println(<-<-chans)
	var last int
	for last = range produce(4) {
	}
	fmt.Println(last)
	n := 0
	for range produce(4) {
		n++
	}
	fmt.Println(n)
outer:
	for v := range produce(5) {
		for w := range produce(5) {
			if w == 2 {
				continue outer
			}
			if v == 2 {
				break outer
			}
			fmt.Print(v, w, " ")
		}
	}
	fmt.Println()
	var fs []func() int
	for v := range produce(3) {
		fs = append(fs, func() int { v++; return v })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
}
