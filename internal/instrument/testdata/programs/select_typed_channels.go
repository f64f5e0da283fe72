// Selects over named and directional channel types, of interfaces, functions, structs and channels.
package main

import (
	"errors"
	"fmt"
)

type feed <-chan error
type point struct{ x, y int }

func (f feed) first() (e error) {
	select {
	case e = <-f:
	default:
		e = errors.New("empty")
	}
	return
}

func main() {
	errs := make(chan error, 1)
	fmt.Println(feed(errs).first())
	select {
	case (chan<- error)(errs) <- nil:
	}
	fmt.Println(feed(errs).first())
	anys := make(chan any, 1)
	select {
	case anys <- 5:
	}
	fs := make(chan func() int, 1)
	n := 0
	select {
	case v := <-anys:
		select {
		case fs <- func() int { n += v.(int); return n }:
		}
	}
	select {
	case f := <-fs:
		fmt.Println(f(), f())
	}
	ps := make(chan point, 1)
	p := point{1, 2}
	select {
	case ps <- p:
		p.x = 100
	}
	select {
	case q := <-ps:
		fmt.Println(q, p)
	}
	cs := make(chan chan point, 1)
	cs <- ps
	select {
	case (<-cs) <- p:
	}
	fmt.Println((<-ps).x)
	var i8 = make(chan int8, 1)
	select {
	case i8 <- 1 << 6:
	}
	fmt.Println(<-i8 * 2)
}

// Output:
// empty
// <nil>
// 5 10
// {1 2} {100 2}
// 100
// -128
