// A pipeline of stages with a closing goroutine and results that are put in order.
package main

import (
	"fmt"
	"sort"
	"sync"
)

type item struct{ id, val int }

func stage(in <-chan item, workers int, f func(int) int) <-chan item {
	out := make(chan item)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for it := range in {
				it.val = f(it.val)
				out <- it
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	src := make(chan item)
	go func() {
		defer close(src)
		for i := range 7 {
			src <- item{i, i}
		}
	}()
	var mu sync.Mutex
	calls := map[int]int{}
	double := func(n int) int {
		mu.Lock()
		defer mu.Unlock()
		calls[n]++
		return n * 2
	}
	var all []item
	for it := range stage(stage(src, 3, double), 2, func(n int) int { return n + 1 }) {
		all = append(all, it)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].id < all[j].id })
	fmt.Println(all, len(calls))
}

// Output:
// [{0 1} {1 3} {2 5} {3 7} {4 9} {5 11} {6 13}] 7
