// The init statement of if, with variables that the branches share with closures.
package main

import (
	"errors"
	"fmt"
)

var count int

func next() (int, error) {
	count++
	if count%2 == 0 {
		return count, errors.New("even")
	}
	return count, nil
}

func main() {
	if n, err := next(); err != nil {
		fmt.Println("no")
	} else if m, err := next(); err != nil && m > n {
		f := func() { n, m = m, n }
		f()
		fmt.Println(n, m, err)
	} else {
		fmt.Println("neither", n, m)
	}
	if count++; count > 2 {
		fmt.Println(count)
	}
	if count := count * 2; count == 6 {
		func() { count++ }()
		fmt.Println(count)
	}
	if f := func() bool { count = 50; return true }; f() && count == 50 {
		fmt.Println(count)
	}
	var list []int
	if list = append(list, count); len(list) == 1 && list[0] == count {
		fmt.Println(list)
	}
	if c := make(chan int, 1); true {
		c <- 1
		fmt.Println(len(c))
	}
}

// Output:
// 2 1 even
// 3
// 7
// 50
// [50]
// 1
