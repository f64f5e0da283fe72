// What channels refuse: a send to a closed one, closing twice, closing nil, a negative size.
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
	fmt.Println("fine")
}

func main() {
	c := make(chan int, 1)
	var none chan int
	n := -1
	try(func() { close(c) })
	try(func() { close(c) })
	try(func() { c <- 1 })
	try(func() { close(none) })
	try(func() { none = make(chan int, n) })
	try(func() { fmt.Println(<-c) })
	var err error
	func() {
		defer func() { err = recover().(error) }()
		close(c)
	}()
	fmt.Println(err)
}

// Output:
// fine
// <nil>
// close of closed channel
// send on closed channel
// close of nil channel
// makechan: size out of range
// 0
// fine
// <nil>
// close of closed channel
