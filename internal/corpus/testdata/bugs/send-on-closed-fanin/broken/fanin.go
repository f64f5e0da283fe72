package fanin

import "sync"

// Collect takes the numbers of n producers together.
func Collect(n, each int) []int {
	out := make(chan int)
	var mu sync.Mutex
	left := n
	for p := 0; p < n; p++ {
		go func(p int) {
			for i := 0; i < each; i++ {
				out <- p*each + i
			}
			mu.Lock()
			defer mu.Unlock()
			left--
			if left <= 1 {
				close(out)
			}
		}(p)
	}
	var all []int
	for v := range out {
		all = append(all, v)
	}
	return all
}
