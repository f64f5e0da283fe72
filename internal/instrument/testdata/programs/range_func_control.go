// break, continue, return, goto, labels and defer out of the body of a range over a function.
package main

import (
	"fmt"
	"iter"
)

func count(name string) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("leave", name)
		for i := 0; yield(i); i++ {
		}
	}
}

func find(want int) (n int, err error) {
	defer func() { n *= 10 }()
	for i := range count("find") {
		defer func() { n += i }()
		if i == want {
			return i, nil
		}
	}
	return -1, nil
}

func main() {
	fmt.Println(find(3))
	total := 0
outer:
	for i := range count("outer") {
		for j := range count("inner") {
			total += j
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
		}
	}
	fmt.Println(total)
	for i := range count("goto") {
		if i == 1 {
			goto done
		}
	}
done:
	for i := range count("switch") {
		switch {
		case i < 2:
			continue
		}
		break
	}
	fmt.Println("done")
}

// Output:
// leave find
// 90 <nil>
// leave inner
// leave inner
// leave inner
// leave outer
// 6
// leave goto
// leave switch
// done
