// The condition and the post statement capture the variable, which is another one each turn.
package main

import "fmt"

func main() {
	var cond, post []func() int
	keep := func(to *[]func() int, f func() int) bool {
		*to = append(*to, f)
		return true
	}
	for i := 0; keep(&cond, func() int { return i }) && i < 3; keep(&post, func() int { i++; return i }) {
		i++
	}
	for _, f := range cond {
		fmt.Print(f(), ";")
	}
	for _, f := range post {
		fmt.Print(f(), ";")
	}
	fmt.Println("end")
	var f func() int
	for x := 0; x < 3; x++ {
		if f == nil {
			f = func() int { x += 100; return x }
		}
		fmt.Print(f(), " ", x, ";")
	}
	fmt.Println("end")
}

// Output:
// 1;2;3;3;3;4;4;end
// 100 100;end
