// A plain variable is read after all calls of its statement, not only after those beside it.
package main

import "fmt"

var i, j = 1, 2

func set(a, b int) int {
	i, j = a, b
	return a * b
}

func four(a, b, c, d int) string { return fmt.Sprint(a, " ", b, " ", c, " ", d) }

func main() {
	fmt.Println(four(i+set(5, 6), j, set(10, 20), i))
	fmt.Println(i+set(7, 8), j, set(30, 40), i)
	a, b, c := i, set(3, 4), j
	fmt.Println(a, b, c)
	s := []int{i, set(50, 60), i + j, set(1, 1)}
	fmt.Println(s)
	m := map[int]int{i: set(2, 3)}
	fmt.Println(len(m), i, j)
	x := (i + set(9, 9)) * (j + set(4, 5)) * i
	fmt.Println(x)
	y := i*set(6, 7) + -j*set(8, 9)
	fmt.Println(y)
}

// Output:
// 40 20 200 10
// 86 40 1200 30
// 3 12 4
// [1 3000 2 1]
// 1 2 3
// 8500
// -312
