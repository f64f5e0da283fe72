// All channels and all values to send are evaluated once, in the order in which they are written.
package main

import "fmt"

var log []string

func ch(name string, c chan int) chan int {
	log = append(log, name)
	return c
}

func val(name string, n int) int {
	log = append(log, name)
	return n
}

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	select {
	case <-ch("nil", nil):
	case ch("a", a) <- val("1", 1):
		log = append(log, "sent")
	case v := <-ch("b", b):
		fmt.Println(v)
	case ch("nil again", nil) <- val("2", 2):
	}
	fmt.Println(log, len(a), len(b))
	log = nil
	select {
	case ch("a", a) <- val("3", 3):
	case ch("none", nil) <- val("4", 4):
	default:
		log = append(log, "default")
	}
	fmt.Println(log)
	x := 1
	set := func(c chan int) chan int { x = 10; return c }
	select {
	case set(b) <- x:
	case set(nil) <- x + 1:
	}
	fmt.Println(<-b, x)
}

// Output:
// [nil a 1 b nil again 2 sent] 1 0
// [a 3 none 4 default]
// 10 10
