// A select with one case that can go, in every form of receive.
package main

import "fmt"

var got int

func main() {
	a, b := make(chan int, 2), make(chan string, 1)
	see := func() string { return fmt.Sprint(got, len(a), len(b)) }
	select {
	case a <- 5:
		fmt.Println("sent", see())
	case s := <-b:
		fmt.Println("never", s)
	}
	select {
	case v := <-a:
		v++
		func() { v *= 2 }()
		fmt.Println("received", v, see())
	case <-b:
	}
	a <- 6
	select {
	case got = <-a:
		fmt.Println(see())
	}
	a <- 7
	var ok bool
	select {
	case got, ok = <-a:
		fmt.Println(see(), ok)
	}
	close(b)
	select {
	case s, ok := <-b:
		fmt.Printf("%q %t\n", s, ok)
	case <-a:
	}
	a <- 8
	select {
	case _, ok = <-a:
	}
	a <- 9
	select {
	case _ = <-a:
	case <-chan int(nil):
	}
	fmt.Println(see(), ok)
}

// Output:
// sent 0 1 0
// received 12 0 0 0
// 6 0 0
// 7 0 0 true
// "" false
// 7 0 0 true
