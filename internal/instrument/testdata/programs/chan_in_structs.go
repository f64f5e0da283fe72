// Channels in fields, slices, arrays and maps; sends and receives at the end of long paths.
package main

import "fmt"

type hub struct {
	subs  map[string][]chan int
	lanes [2]chan int
	inner struct{ done chan bool }
}

func main() {
	h := &hub{subs: map[string][]chan int{}}
	for i := range h.lanes {
		h.lanes[i] = make(chan int, 2)
	}
	h.inner.done = make(chan bool, 1)
	h.subs["x"] = append(h.subs["x"], make(chan int, 1), make(chan int, 1))
	for i, c := range h.subs["x"] {
		c <- i * 5
	}
	h.lanes[1] <- <-h.subs["x"][1] + 1
	i := 0
	at := func() int { i++; return i }
	h.lanes[at()] <- at()
	fmt.Println(<-h.lanes[1], <-h.lanes[1], i, len(h.subs["x"][0]))
	h.inner.done <- true
	if <-h.inner.done {
		h.lanes[0], h.lanes[1] = h.lanes[1], nil
	}
	h.lanes[0] <- 7
	var v int
	v, h.inner.done = <-h.lanes[0], nil
	fmt.Println(v, h.lanes[1] == nil)
	arr := [3]int{}
	h.lanes[0] <- 4
	arr[<-h.subs["x"][0]] = <-h.lanes[0]
	arr[2]++
	fmt.Println(arr)
}

// Output:
// 6 2 2 1
// 7 true
// [4 0 1]
