// := in inner scopes shadows; closures see the variable of their own scope.
package main

import "fmt"

func main() {
	x := 1
	outer := func() int { x++; return x }
	if x := x * 10; x > 5 {
		inner := func() int { x++; return x }
		fmt.Println(inner(), outer(), x)
		x := x + 1
		fmt.Println(x, inner())
	} else if y := x; y > 0 {
		fmt.Println("no")
	}
	fmt.Println(x)
	for x := 0; x < 2; x++ {
		x := x * 2
		fmt.Print(x, outer(), " ")
	}
	fmt.Println("end")
	switch x := x - 1; x {
	case 3:
		x := "three"
		fmt.Println(x, outer())
	}
	func(x int) { x++; fmt.Println(x, outer()) }(x)
	var y = x
	x, z := func() (int, int) { return x + y, x - y }()
	fmt.Println(x, y, z, outer())
}

// Output:
// 11 2 11
// 12 12
// 2
// 0 3 2 4 end
// three 5
// 6 6
// 13 6 0 13
