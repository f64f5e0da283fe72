package main

import "fmt"

type truth bool

func (t truth) String() string { return fmt.Sprintf("truth(%t)", bool(t)) }

// What is untyped becomes what the parameter is, not what it would be on its own.
func main() {
	done := make(chan bool)
	x, n := 3, 4
	yes := func(t truth, any any) {
		fmt.Println(t, any)
		done <- true
	}
	go yes(x == 3, x == 4)
	<-done
	go yes(!(x == 3 && n == 4), !(n < 0))
	<-done
	go func(u uint8, i int64, any any) {
		fmt.Printf("%T %d, %T %d, %T %d\n", u, u, i, i, any, any)
		done <- true
	}(1<<n, 1<<(n*10)|1, 1<<n)
	<-done
	go func(xs ...int) {
		fmt.Println(len(xs))
		done <- true
	}()
	<-done
}

// Output:
// truth(true) false
// truth(false) true
// uint8 16, int64 1099511627777, int 16
// 0
