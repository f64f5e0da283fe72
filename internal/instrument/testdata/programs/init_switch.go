// The init statement and the tag of switch; cases that are calls and shared variables.
package main

import "fmt"

var x = 3

func tag() int { x++; return x }

func main() {
	var log []string
	is := func(n int) int {
		log = append(log, fmt.Sprint("case ", n))
		return n
	}
	switch n := tag(); n + x {
	case is(1), is(8), is(9):
		fmt.Println("eight", n)
	case is(10):
		fmt.Println("ten")
	}
	fmt.Println(log)
	switch x++; {
	case x == is(4):
		fmt.Println("four")
	case x == 5 && is(5) == 5:
		fmt.Println("five", len(log))
	}
	switch x {
	default:
		fmt.Println("default", x)
	case tag(), x:
		fmt.Println("case", x)
	}
	switch y := x; func() int { y *= 2; return y }() {
	case 12:
		y++
		fmt.Println("twelve", y)
	}
	switch tag(); {
	}
	switch {
	}
	fmt.Println(x)
}

// Output:
// eight 4
// [case 1 case 8]
// five 4
// default 6
// twelve 13
// 7
