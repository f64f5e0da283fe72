// What a function returns that is read beside a call.
package main

import "fmt"

var shared = 1

func change() int {
	shared *= 5
	return shared + 1
}

func both() (int, int)     { return change(), shared }
func other() (int, int)    { return shared + 0, change() }
func sum() int             { return shared + change() }
func three() (a, b, c int) { return change(), change(), shared }

func main() {
	fmt.Println(both())
	fmt.Println(other())
	fmt.Println(sum())
	fmt.Println(three())
	x, y := both()
	fmt.Println(y < x, shared)
}

// Output:
// 6 5
// 25 26
// 251
// 626 3126 3125
// true 15625
