// Embedded locks, by value and by pointer, used by their promoted methods.
package main

import (
	"fmt"
	"sync"
)

type counter struct {
	sync.Mutex
	n int
}

type table struct {
	*sync.RWMutex
	m map[string]int
}

type deep struct {
	counter
	t table
}

func (c *counter) add(d int) int {
	c.Lock()
	defer c.Unlock()
	c.n += d
	return c.n
}

func main() {
	d := &deep{t: table{&sync.RWMutex{}, map[string]int{}}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			d.add(i)
			d.t.Lock()
			d.t.m[fmt.Sprint("k", i)] += i
			d.t.Unlock()
			d.t.RLock()
			defer d.t.RUnlock()
			_ = d.t.m["k0"]
		})
	}
	wg.Wait()
	d.Lock()
	fmt.Println(d.n, d.t.m, d.TryLock())
	d.Unlock()
	var l sync.Locker = d
	l.Lock()
	d.counter.n++
	l.Unlock()
	r := d.t.RLocker()
	r.Lock()
	r.Unlock()
	lock, unlock := d.Lock, d.counter.Unlock
	lock()
	unlock()
	fmt.Println(d.add(0))
	anon := struct {
		sync.Mutex
		v []int
	}{v: []int{1}}
	anon.Lock()
	anon.v = append(anon.v, 2)
	anon.Unlock()
	fmt.Println(anon.v)
}

// Output:
// 6 map[k0:0 k1:1 k2:2 k3:3] false
// 7
// [1 2]
