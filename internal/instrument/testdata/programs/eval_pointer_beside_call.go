// What a pointer leads to is read after the call too; the pointer may have been moved by then.
package main

import "fmt"

func main() {
	a, b := 1, 2
	p := &a
	move := func() int {
		p = &b
		b += 5
		return 1000
	}
	fmt.Println(*p + move())
	*p = 50
	fmt.Println(*p+move(), a, b)
	p = &a
	q := &p
	fmt.Println(**q+move(), a, b)
}

// Output:
// 1007
// 1055 1 55
// 1060 1 60
