//go:build go1.21

// In a file of go1.21: deferred closures all see the last value, deferred arguments do not.
package main

import "fmt"

func run() (log []int) {
	for i := 0; i < 3; i++ {
		defer func() { log = append(log, i) }()
		defer func(n int) { log = append(log, n) }(i * 10)
	}
	for _, v := range []int{7, 8} {
		defer func() { log = append(log, v) }()
	}
	return nil
}

func main() {
	fmt.Println(run())
	total := 0
	var add func()
	for i, j := 0, 5; i < j; i, j = i+1, j-1 {
		if add == nil {
			add = func() { total += i*100 + j }
		}
		add()
	}
	add()
	fmt.Println(total)
}

// Output:
// [8 8 20 3 10 3 0 3]
// 614
