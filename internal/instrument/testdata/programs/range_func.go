// A range over functions: the body is the yield, with variables that it shares with all around.
package main

import (
	"fmt"
	"iter"
)

func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(s []string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := len(s) - 1; i >= 0; i-- {
			if !yield(i, s[i]) {
				fmt.Println("stopped at", i)
				return
			}
		}
	}
}

func main() {
	sum := 0
	for i := range upTo(5) {
		sum += i
	}
	fmt.Println(sum)
	var i int
	var s string
	see := func() string { return fmt.Sprint(i, s) }
	for i, s = range pairs([]string{"a", "b", "c"}) {
		fmt.Print(see(), ";")
	}
	fmt.Println("end")
	for i, s := range pairs([]string{"x", "y", "z"}) {
		if i == 1 {
			break
		}
		sum += len(s)
	}
	for range upTo(3) {
		sum++
	}
	for range func(yield func() bool) { _ = yield() && yield() } {
		sum += 100
	}
	fmt.Println(sum)
	var fs []func() int
	for i := range upTo(2) {
		fs = append(fs, func() int { i += 5; return i })
	}
	fmt.Println(fs[0](), fs[0](), fs[1]())
}

// Output:
// 10
// 2c;1b;0a;end
// stopped at 1
// 214
// 5 10 6
