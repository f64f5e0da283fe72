// sync.Mutex in every position: variable, field, element, pointer, map of pointers, TryLock, deferred, as a Locker.
package main

import (
	"fmt"
	"sync"
)

var (
	mu    sync.Mutex
	locks [3]sync.Mutex
	total int
)

type safe struct {
	mu sync.Mutex
	m  map[string]int
}

func (s *safe) add(k string, d int) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() { n = s.m[k] }()
	s.m[k] += d
	return -1
}

func with(l sync.Locker, f func()) {
	l.Lock()
	defer l.Unlock()
	f()
}

func main() {
	var wg sync.WaitGroup
	s := &safe{m: map[string]int{}}
	byName := map[string]*sync.Mutex{"a": {}, "b": new(sync.Mutex)}
	counts := map[string]*int{"a": new(int), "b": new(int)}
	for i := range 6 {
		wg.Go(func() {
			mu.Lock()
			total += i
			mu.Unlock()
			locks[i%3].Lock()
			defer locks[i%3].Unlock()
			s.add("k", i)
			k := string(rune('a' + i%2))
			with(byName[k], func() { *counts[k] += i })
		})
	}
	wg.Wait()
	fmt.Println(total, s.m, *counts["a"], *counts["b"], s.add("k", 1))
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	p := &mu
	p.Lock()
	fmt.Println(mu.TryLock())
	(*p).Unlock()
	func() {
		defer func() { fmt.Println(recover(), mu.TryLock()) }()
		mu.Lock()
		defer mu.Unlock()
		panic("locked")
	}()
}

// Output:
// 15 map[k:16] 6 9 16
// true false
// false
// locked true
