//go:build go1.21

// In a file of go1.21: the copy by hand, and a goroutine that gets the variable as an argument.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		i := i
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), ";")
	}
	fmt.Println("end")
	var wg sync.WaitGroup
	out := make([]int, 4)
	for i := range out {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			out[i] = i + 1
		}(i)
	}
	wg.Wait()
	fmt.Println(out)
	var same []*int
	for i := range out {
		same = append(same, &i)
	}
	fmt.Println(*same[0], *same[3], same[0] == same[3])
}

// Output:
// 0;10;20;end
// [1 2 3 4]
// 3 3 true
