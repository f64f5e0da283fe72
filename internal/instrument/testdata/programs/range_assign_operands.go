// In a range with =, the operands on the left are evaluated anew each turn.
package main

import "fmt"

func main() {
	out := make([]int, 4)
	k := 0
	next := func() int {
		k++
		return k
	}
	for _, out[next()] = range []int{10, 20, 30} {
	}
	fmt.Println(out, k)
	i := 0
	for i, out[i] = range []int{5, 6, 7} {
		fmt.Print(i, out, ";")
	}
	fmt.Println("end")
	x, y := 0, 0
	ptr := func() *int {
		if x <= y {
			return &x
		}
		return &y
	}
	for *ptr() = range 4 {
		fmt.Print(x, y, ";")
	}
	fmt.Println("end")
	c := make(chan int, 3)
	c <- 7
	c <- 8
	close(c)
	for out[x] = range c {
		x--
	}
	fmt.Println(out)
}

// Output:
// [0 10 20 30] 3
// 0 [5 10 20 30];1 [6 10 20 30];2 [6 7 20 30];end
// 0 0;1 0;1 2;3 2;end
// [6 7 8 7]
