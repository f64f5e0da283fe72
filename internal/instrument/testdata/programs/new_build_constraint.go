//go:build go1.22

// A file that asks for go1.22 has a variable a turn.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 100; return i })
	}
	for i := range 2 {
		fs = append(fs, func() int { i -= 100; return i })
	}
	for _, f := range fs {
		f()
		fmt.Print(f(), ";")
	}
	fmt.Println("end")
}

// Output:
// 200;201;202;-200;-199;end
