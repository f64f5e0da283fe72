// Package cost has programs that are explored as they are here; and, in byhand_test.go, the same ones as they are written
// by somebody who knows the shims.
package cost

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestCaptured(t *testing.T) {
	n := 0
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for range 2 {
				n++
			}
		})
	}
	wg.Wait()
	_ = n
}

func TestAtomic(t *testing.T) {
	var n atomic.Int64
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for range 2 {
				n.Store(n.Load() + 1)
			}
		})
	}
	wg.Wait()
	_ = n.Load()
}

func TestMutex(t *testing.T) {
	var mu sync.Mutex
	n := 0
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				n++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	_ = n
}

func TestServer(t *testing.T) {
	type question struct {
		n     int
		reply chan int
	}
	ask := make(chan question)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			reply := make(chan int)
			for range 2 {
				ask <- question{i, reply}
				<-reply
			}
		})
	}
	go func() {
		for q := range ask {
			q.reply <- q.n + 1
		}
	}()
	wg.Wait()
	close(ask)
}

func TestSelect(t *testing.T) {
	a, b := make(chan int, 1), make(chan int)
	for range 2 {
		go func() {
			for i := range 3 {
				a <- i
			}
		}()
	}
	go func() {
		for i := range 3 {
			b <- i
		}
	}()
	sum := 0
	for range 9 {
		select {
		case v := <-a:
			sum += v
		case v := <-b:
			sum -= v
		}
	}
}

func TestMap(t *testing.T) {
	m := map[int]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				m[i%2]++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	_ = len(m)
}

type account struct {
	mu            sync.Mutex
	balance, uses int
}

func (a *account) deposit(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += n
	a.uses++
}

func TestFields(t *testing.T) {
	a := &account{}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			a.deposit(1)
			a.deposit(2)
		})
	}
	wg.Wait()
	_ = a.balance
}

func TestLoop(t *testing.T) {
	s := make([]int, 6)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				for i, v := range s {
					s[i] = v + 1
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}
