// A goroutine a turn, each with its own loop variable.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	out := make([]int, 5)
	for i := 0; i < len(out); i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = i * i
		}()
	}
	wg.Wait()
	fmt.Println(out)
	results := make(chan [2]int, 3)
	for i, name := range []string{"a", "bb", "ccc"} {
		go func() { results <- [2]int{i, len(name)} }()
	}
	var sum [2]int
	for range 3 {
		r := <-results
		sum[0] += r[0]
		sum[1] += r[1]
	}
	fmt.Println(sum)
	for i := range 3 {
		wg.Go(func() { out[i] = -i })
	}
	wg.Wait()
	fmt.Println(out)
}

// Output:
// [0 1 4 9 16]
// [3 6]
// [0 -1 -2 9 16]
