// sync.Map and sync.Pool, for what they promise under every schedule.
package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	var m sync.Map
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			m.Store(i, i*i)
			m.LoadOrStore("shared", "first")
		})
	}
	wg.Wait()
	var keys []string
	m.Range(func(k, v any) bool {
		keys = append(keys, fmt.Sprint(k, "=", v))
		return true
	})
	sort.Strings(keys)
	fmt.Println(keys)
	v, ok := m.Load(2)
	_, no := m.Load(2.0)
	fmt.Println(v, ok, no)
	v, loaded := m.LoadAndDelete(2)
	fmt.Println(v, loaded)
	v, loaded = m.Swap(3, "x")
	fmt.Println(v, loaded, m.CompareAndSwap(3, "x", 1), m.CompareAndDelete(3, 2))
	m.Delete("shared")
	n := 0
	m.Range(func(any, any) bool { n++; return n < 2 })
	fmt.Println(n)
	m.Clear()
	m.Range(func(any, any) bool { n = -1; return true })
	made := 0
	pool := sync.Pool{New: func() any { made++; return &[]int{made} }}
	p := pool.Get().(*[]int)
	*p = append(*p, 7)
	fmt.Println(*p, n, made)
	pool.Put(p)
	q := pool.Get().(*[]int)
	fmt.Println(len(*q) == 2 || (*q)[0] == made)
	var none sync.Pool
	fmt.Println(none.Get())
}

// Output:
// [0=0 1=1 2=4 3=9 shared=first]
// 4 true false
// 4 true
// 9 true true false
// 2
// [1 7] 2 1
// true
// <nil>
