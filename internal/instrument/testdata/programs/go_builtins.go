// go with builtins and with functions whose results are dropped.
package main

import "fmt"

func main() {
	c := make(chan int)
	d := c
	go close(c)
	c = nil
	_, ok := <-d
	fmt.Println(ok)
	done := make(chan bool, 1)
	finish := func() int { done <- true; return 5 }
	go finish()
	fmt.Println(<-done)
	m := map[string]int{"a": 1, "b": 2}
	e := make(chan int)
	go func() {
		defer close(e)
		defer delete(m, "a")
		defer copy([]int{0}, []int{1})
	}()
	<-e
	fmt.Println(m)
	f := func() (chan int, int) {
		x := make(chan int, 1)
		return x, 4
	}
	send := func(c chan int, n int) { c <- n; close(done) }
	go send(f())
	_, ok = <-done
	fmt.Println(ok)
	list := []int{1, 2}
	g := make(chan int)
	go func() {
		clear(list)
		close(g)
	}()
	<-g
	fmt.Println(list)
}

// Output:
// false
// true
// map[b:2]
// false
// [0 0]
