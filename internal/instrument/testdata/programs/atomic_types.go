// The types of sync/atomic: in variables, structs and slices, as method values, and atomic.Value.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type conf struct{ name string }

type server struct {
	hits  atomic.Int64
	up    atomic.Bool
	conf  atomic.Pointer[conf]
	any   atomic.Value
	lanes []atomic.Uint32
}

var ids atomic.Int32

func next() int32 { return ids.Add(1) }

func main() {
	s := &server{lanes: make([]atomic.Uint32, 2)}
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			s.hits.Add(int64(i))
			s.lanes[i%2].Add(uint32(next() * 0))
			s.lanes[i%2].Add(1)
		})
	}
	wg.Wait()
	fmt.Println(s.hits.Load(), s.lanes[0].Load(), s.lanes[1].Load(), ids.Load())
	fmt.Println(s.conf.Load() == nil, s.up.Swap(true), s.up.CompareAndSwap(false, true), s.up.Load())
	c := &conf{"a"}
	s.conf.Store(c)
	s.conf.Load().name += "b"
	fmt.Println(c.name, s.conf.CompareAndSwap(c, &conf{"z"}), s.conf.Load().name)
	fmt.Println(s.any.Load(), s.any.Swap([]int{1}) == nil, s.any.Load().([]int)[0])
	add := s.hits.Add
	fmt.Println(add(5)+s.hits.Load(), s.hits.Swap(1), s.hits.CompareAndSwap(1, 2), s.hits.Load())
	var u atomic.Uintptr
	u.Store(7)
	fmt.Println(u.Load(), ids.Or(8), ids.And(12), ids.Load())
	defer func() { fmt.Println(recover()) }()
	s.any.Store("another type")
}

// Output:
// 15 3 3 6
// true false false true
// ab true z
// <nil> true 1
// 40 20 true 2
// 7 6 14 12
// sync/atomic: store of inconsistently typed value into Value
