// Package byhand has the programs of internal/explorer/testdata/cost, as they are written by somebody who knows the
// shims. It is below package explore, so it is not rewritten.
package byhand

import (
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/runtime"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// Captured is TestCaptured.
func Captured() {
	n := memory.NewVar(0)
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

// Atomic is TestAtomic.
func Atomic() {
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

// Mutex is TestMutex.
func Mutex() {
	var mu sync.Mutex
	n := memory.NewVar(0)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				n.Store(n.Load() + 1)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	_ = n.Load()
}

// Server is TestServer.
func Server() {
	type question struct {
		n     int
		reply chan int
	}
	ask := channel.Make[question](0)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			reply := channel.Make[int](0)
			for range 2 {
				channel.Send(ask, question{i, reply})
				channel.Recv(reply)
			}
		})
	}
	runtime.Go(func() {
		for q := range channel.All(ask) {
			channel.Send(q.reply, q.n+1)
		}
	})
	wg.Wait()
	channel.Close(ask)
}

// Select is TestSelect.
func Select() {
	a, b := channel.Make[int](1), channel.Make[int](0)
	for range 2 {
		runtime.Go(func() {
			for i := range 3 {
				channel.Send(a, i)
			}
		})
	}
	runtime.Go(func() {
		for i := range 3 {
			channel.Send(b, i)
		}
	})
	sum, v := 0, 0
	for range 9 {
		switch chosen, _ := channel.Select(false, channel.RecvCase(a, &v), channel.RecvCase(b, &v)); chosen {
		case 0:
			sum += v
		case 1:
			sum -= v
		}
	}
}

// Map is TestMap.
func Map() {
	m := memory.MapOf(map[int]int{})
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				m.Set(i%2, m.At(i%2)+1)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	_ = m.Len()
}

// Fields is TestFields.
func Fields() {
	var a struct {
		mu            sync.Mutex
		balance, uses memory.Var[int]
	}
	deposit := func(n int) {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.balance.Store(a.balance.Load() + n)
		a.uses.Store(a.uses.Load() + 1)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			deposit(1)
			deposit(2)
		})
	}
	wg.Wait()
	_ = a.balance.Load()
}

// Loop is TestLoop.
func Loop() {
	s := make([]memory.Var[int], 6)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				for i := range s {
					s[i].Store(s[i].Load() + 1)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
}
