// The tag of a switch is read once, though a case changes the variable.
package main

import "fmt"

func main() {
	x := 1
	set := func(n int) int {
		x = n
		return n
	}
	switch x {
	case set(2):
		fmt.Println("set(2)")
	case 1:
		fmt.Println("one", x)
	}
	s := []string{"a", "b"}
	i := 0
	switch s[i] {
	case func() string { i = 1; return "z" }(), s[i]:
		fmt.Println("b?", i)
	case "a":
		fmt.Println("a", i)
	}
	p := &x
	switch *p {
	case 7, func() int { *p = 9; return 8 }(), *p:
		fmt.Println("nine")
	default:
		fmt.Println("default", *p)
	}
	switch b := x == 9; b {
	case x != 9:
		fmt.Println("no")
	case x == 9:
		fmt.Println("yes")
	}
}

// Output:
// one 2
// a 1
// default 9
// yes
