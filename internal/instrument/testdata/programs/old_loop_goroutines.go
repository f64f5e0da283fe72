//go:build go1.21

// In a file of go1.21: goroutines that share the loop variable, ordered by channels; labels and select in such loops.
package main

import "fmt"

func main() {
	step, seen := make(chan bool), make(chan int)
	for i := 0; i < 3; i++ {
		go func() {
			<-step
			i += 10
			seen <- i
		}()
		if i == 1 {
			for k := 0; k < 2; k++ {
				step <- true
				fmt.Print(<-seen, ";")
			}
			break
		}
	}
	fmt.Println("end")
	var last func() (int, string)
	c := make(chan int, 1)
outer:
	for i, s := range []string{"a", "b", "c", "d"} {
		if last == nil {
			last = func() (int, string) { s += "!"; return i, s }
		}
		select {
		case c <- i:
			continue outer
		case v := <-c:
			if v == 2 {
				break outer
			}
		}
		fmt.Println(last())
	}
	fmt.Println(last())
	var i int
	get := func() int { return i }
	for i = range []int{5, 6, 7} {
		defer func(n int) { fmt.Println(n, get(), i) }(get())
	}
}

// Output:
// 11;21;end
// 1 b!
// 3 d!
// 2 2 2
// 1 2 2
// 0 2 2
