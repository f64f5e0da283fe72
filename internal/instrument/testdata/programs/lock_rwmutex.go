// sync.RWMutex: readers beside readers, TryRLock, RLocker, and a cache that upgrades by hand.
package main

import (
	"fmt"
	"sync"
)

type cache struct {
	sync.RWMutex
	m     map[int]int
	miss  int
	build func(int) int
}

func (c *cache) get(k int) int {
	c.RLock()
	v, ok := c.m[k]
	c.RUnlock()
	if ok {
		return v
	}
	c.Lock()
	defer c.Unlock()
	if v, ok := c.m[k]; ok {
		return v
	}
	c.miss++
	c.m[k] = c.build(k)
	return c.m[k]
}

func main() {
	c := &cache{m: map[int]int{}}
	c.build = func(k int) int { return k * k * (len(c.m) - len(c.m) + 1) }
	var wg sync.WaitGroup
	sums := make([]int, 4)
	for i := range sums {
		wg.Go(func() {
			for k := range 5 {
				sums[i] += c.get(k)
			}
		})
	}
	wg.Wait()
	fmt.Println(sums, c.miss, len(c.m))
	c.RLock()
	fmt.Println(c.TryRLock(), c.TryLock())
	c.RUnlock()
	c.RUnlock()
	fmt.Println(c.TryLock(), c.TryRLock())
	c.Unlock()
	r := c.RLocker()
	r.Lock()
	c.RLock()
	r.Unlock()
	fmt.Println(c.TryLock())
	c.RUnlock()
}

// Output:
// [30 30 30 30] 5 5
// true false
// true false
// false
