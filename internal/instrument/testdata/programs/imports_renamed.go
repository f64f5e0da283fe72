// Imports under other names, of the dot and of the blank, and two of one package.
package main

import (
	. "errors"
	"fmt"
	_ "math/rand"
	. "sort"
	mutexes "sync"
	other "sync"
	numbers "sync/atomic"
	clock "time"
)

var (
	guard mutexes.Mutex
	n     numbers.Int32
	plain int32
)

type list struct {
	other.RWMutex
	IntSlice
}

func main() {
	var wg mutexes.WaitGroup
	l := &list{}
	for i := range 3 {
		wg.Go(func() {
			guard.Lock()
			defer guard.Unlock()
			l.Lock()
			l.IntSlice = append(l.IntSlice, 10-i)
			l.Unlock()
			numbers.AddInt32(&plain, n.Add(1)*0+2)
		})
	}
	wg.Wait()
	Sort(l)
	sync := Search(len(l.IntSlice), func(i int) bool { return l.IntSlice[i] >= 9 })
	fmt.Println(l.IntSlice, n.Load(), plain, sync)
	err := New("dot")
	fmt.Println(Is(err, err), Join(err, nil))
	clock.Sleep(0)
	var once other.Once
	once.Do(func() { sync++ })
	fmt.Println(sync, clock.Duration(1500))
}

// Output:
// [8 9 10] 3 6 1
// true dot
// 2 1.5µs
