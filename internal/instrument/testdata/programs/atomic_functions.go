// The functions of sync/atomic on variables, fields, elements and through pointers.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"
)

type rec struct {
	a int32
	b uint64
	p unsafe.Pointer
}

var n int64

func main() {
	var wg sync.WaitGroup
	r := &rec{}
	arr := [3]uint32{}
	for i := range 4 {
		wg.Go(func() {
			atomic.AddInt64(&n, int64(i))
			atomic.AddInt32(&r.a, -1)
			atomic.AddUint32(&arr[i%3], 2)
			for {
				old := atomic.LoadUint64(&r.b)
				if atomic.CompareAndSwapUint64(&r.b, old, old+5) {
					break
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(n, *r, arr)
	fmt.Println(atomic.SwapInt64(&n, 100)+atomic.LoadInt64(&n), n)
	fmt.Println(atomic.AddUint32(&arr[0], ^uint32(0)), atomic.CompareAndSwapInt32(&r.a, 0, 1))
	x := 5
	atomic.StorePointer(&r.p, unsafe.Pointer(&x))
	*(*int)(atomic.LoadPointer(&r.p))++
	fmt.Println(x)
	fmt.Println(atomic.OrInt64(&n, 3), atomic.AndInt64(&n, 6), n)
	i := 0
	at := func() *uint32 { i++; return &arr[i] }
	atomic.StoreUint32(at(), uint32(i*50))
	fmt.Println(arr, i)
	f := atomic.AddInt64
	fmt.Println(f(&n, 4))
}

// Output:
// 6 {-4 20 <nil>} [4 2 2]
// 106 100
// 3 false
// 6
// 100 103 6
// [3 50 2] 1
// 10
