// iter.Pull over an iterator that shares variables with its user.
package main

import (
	"fmt"
	"iter"
	"slices"
)

func main() {
	step := 1
	seq := func(yield func(int) bool) {
		for i := 0; ; i += step {
			if !yield(i) {
				step = -1
				return
			}
		}
	}
	next, stop := iter.Pull(seq)
	a, ok := next()
	b, _ := next()
	step = 10
	c, _ := next()
	fmt.Println(a, b, c, ok)
	stop()
	_, ok = next()
	fmt.Println(ok, step)
	s := slices.Collect(func(yield func(string) bool) {
		_ = yield("x") && yield("y")
	})
	fmt.Println(s)
	for i, v := range slices.Backward(s) {
		s[0] = "changed"
		fmt.Print(i, v, ";")
	}
	fmt.Println("end")
	for part := range slices.Chunk([]int{1, 2, 3}, 2) {
		part[0] *= 10
		fmt.Print(part, ";")
	}
	fmt.Println("end")
}

// Output:
// 0 1 11 true
// false -1
// [x y]
// 1y;0changed;end
// [10 2];[30];end
