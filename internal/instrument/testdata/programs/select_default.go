// Selects with default: single send, single receive, many cases, nothing else.
package main

import "fmt"

func main() {
	c := make(chan int, 1)
	var log []any
	for i := range 6 {
		select {
		case c <- i:
			log = append(log, "in")
		default:
			log = append(log, <-c)
		}
	}
	fmt.Println(log)
	select {
	default:
		fmt.Println("only default")
	}
	var none chan int
	select {
	case none <- 1:
	case v, ok := <-none:
		fmt.Println(v, ok)
	default:
		fmt.Println("nil")
	}
	select {
	case v := <-c:
		fmt.Println("never", v)
	default:
	}
	u := make(chan int)
	for n := 0; n < 3; n++ {
		select {
		case u <- n:
		case <-u:
		default:
			if n == 1 {
				break
			}
			fmt.Print(n, ";")
		}
	}
	fmt.Println("end")
}

// Output:
// [in 0 in 2 in 4]
// only default
// nil
// 0;2;end
