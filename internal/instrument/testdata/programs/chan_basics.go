// Buffered and unbuffered channels, len, cap, close, and receives with and without ok.
package main

import "fmt"

var c = make(chan int, 3)

func main() {
	c <- 1
	c <- 2
	fmt.Println(len(c), cap(c))
	x := <-c
	y, ok := <-c
	fmt.Println(x, y, ok)
	c <- 3
	close(c)
	fmt.Println(<-c, <-c, len(c))
	_, ok = <-c
	fmt.Println(ok)
	u := make(chan string)
	go func() {
		for _, s := range []string{"a", "b"} {
			u <- s
		}
		close(u)
	}()
	fmt.Println(<-u+<-u, cap(u))
	_, ok = <-u
	fmt.Println(ok)
	var none chan int
	fmt.Println(len(none), cap(none), none == nil)
	n := int64(2)
	d := make(chan struct{}, n)
	d <- struct{}{}
	fmt.Println(<-d, cap(d))
}

// Output:
// 2 3
// 1 2 true
// 3 0 0
// false
// ab 0
// false
// 0 0 true
// {} 2
