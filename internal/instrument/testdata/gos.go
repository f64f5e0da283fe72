package gos

import (
	"fmt"
	"sync"
)

type counter struct{ n int }

func (c *counter) add(n int, done chan<- bool) { c.n += n; done <- true }
func (c counter) show(done chan<- bool)        { fmt.Println(c.n); done <- true }

func sum(done chan<- bool, ns ...int) int {
	t := 0
	for _, n := range ns {
		t += n
	}
	fmt.Println(t)
	done <- true
	return t
}

func pair() (chan<- bool, int) { return both, 8 }

var both = make(chan bool, 1)

func put[T any](v T, done chan<- bool) { fmt.Println(v); done <- true }

type adder interface{ add(int, chan<- bool) }

func takes(e error, f float64, u uint8, done chan<- bool) {
	fmt.Println(e, f, u)
	done <- true
}

func Run() {
	both = make(chan bool, 1)
	done := make(chan bool)
	c := counter{1}
	go c.add(2, done)
	<-done
	go c.show(done)
	c.n = 100
	<-done
	var a adder = &c
	go a.add(1, done)
	<-done
	go sum(done, 1, 2, 3)
	<-done
	go sum(done,
		[]int{4, 5}...,
	)
	<-done
	go sum(pair())
	<-both
	go put("x", done)
	<-done
	go put[float64](1, done)
	<-done
	go takes(nil, 1, 2, done)
	<-done
	x := 3
	go func(y int, z string) {
		fmt.Println(y, z)
		done <- true
	}(x, "z")
	x = 4
	<-done
	f := func() { fmt.Println("f"); done <- true }
	go f()
	<-done
	go func() int { done <- true; return 1 }()
	<-done
	closing := make(chan int)
	go close(closing)
	<-closing
	var wg sync.WaitGroup
	var mu sync.Mutex
	wg.Add(1)
	go wg.Done()
	wg.Wait()
	mu.Lock()
	go mu.Unlock()
	mu.Lock()
	fs := map[string]func(int){"a": func(n int) { fmt.Println("a", n); done <- true }}
	go fs["a"](x)
	<-done
	go func() func() { return func() { done <- true } }()()
	<-done
	if x == 4 {
		go f()
	}
	<-done
	switch {
	case true:
		go print()
	}
	fmt.Println(c.n)
}
