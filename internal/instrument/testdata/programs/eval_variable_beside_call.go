// A variable beside a call is read after the call, on whichever side it stands.
package main

import "fmt"

var x = 1

func bump() int {
	x += 10
	return 100
}

func main() {
	fmt.Println(x + bump())
	fmt.Println(bump() + x)
	fmt.Println(x + bump() + x)
	fmt.Println(x*2 + bump())
	fmt.Println((x) + (bump() + x*2))
	fmt.Println(x - bump() - x)
	fmt.Println(x)
}

// Output:
// 111
// 121
// 162
// 182
// 253
// -100
// 61
