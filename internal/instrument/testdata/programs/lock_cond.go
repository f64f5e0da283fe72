// sync.Cond: a queue of bounded length, Signal, Broadcast, and the method values of a Cond.
package main

import (
	"fmt"
	"sync"
)

type queue struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  sync.Cond
	items    []int
}

func newQueue() *queue {
	q := &queue{}
	q.notEmpty = sync.NewCond(&q.mu)
	q.notFull.L = &q.mu
	return q
}

func (q *queue) put(n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 2 {
		q.notFull.Wait()
	}
	q.items = append(q.items, n)
	q.notEmpty.Signal()
}

func (q *queue) take() (n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	wait := q.notEmpty.Wait
	for len(q.items) == 0 {
		wait()
	}
	n, q.items = q.items[0], q.items[1:]
	q.notFull.Broadcast()
	return n
}

func main() {
	q := newQueue()
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range 6 {
			q.put(i)
		}
	})
	for range 6 {
		fmt.Print(q.take(), ";")
	}
	wg.Wait()
	fmt.Println("end", len(q.items))
	var mu sync.RWMutex
	start := sync.NewCond(mu.RLocker())
	ready, sum := false, make([]int, 3)
	for i := range sum {
		wg.Go(func() {
			start.L.Lock()
			for !ready {
				start.Wait()
			}
			start.L.Unlock()
			sum[i] = i + 1
		})
	}
	mu.Lock()
	ready = true
	mu.Unlock()
	start.Broadcast()
	wg.Wait()
	fmt.Println(sum)
}

// Output:
// 0;1;2;3;4;5;end 0
// [1 2 3]
