//go:build go1.21

package probe

import (
	"sync"
	"time"
)

// All probes hosts side by side, and says which have answered, and how many probes it has started.
func All(hosts []string, probe func(host string) bool) (up map[string]bool, started int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	up = make(map[string]bool)
	for _, host := range hosts {
		host := host
		wg.Add(1)
		go func() {
			defer wg.Done()
			ok := probe(host)
			mu.Lock()
			defer mu.Unlock()
			up[host] = ok
		}()
		started++
		time.Sleep(time.Millisecond) // no more than a thousand in a second
	}
	wg.Wait()
	return up, started
}
