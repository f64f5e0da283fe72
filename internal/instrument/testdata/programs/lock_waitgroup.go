// sync.WaitGroup by value, by pointer, in structs, with Go and with Add and Done.
package main

import (
	"fmt"
	"sync"
)

type pool struct {
	wg   sync.WaitGroup
	jobs chan func()
	done []bool
}

func (p *pool) run(n int) {
	for range n {
		p.wg.Add(1)
		go func() {
			defer p.wg.Done()
			for f := range p.jobs {
				f()
			}
		}()
	}
}

func worker(wg *sync.WaitGroup, out *int, n int) {
	defer wg.Done()
	*out = n * n
}

func main() {
	p := &pool{jobs: make(chan func()), done: make([]bool, 6)}
	p.run(3)
	for i := range p.done {
		p.jobs <- func() { p.done[i] = i%2 == 0 }
	}
	close(p.jobs)
	p.wg.Wait()
	fmt.Println(p.done)
	var wg sync.WaitGroup
	outs := [4]int{}
	wg.Add(len(outs))
	for i := range outs {
		go worker(&wg, &outs[i], i)
	}
	wg.Wait()
	wg.Wait()
	fmt.Println(outs)
	f := func() { outs[0]++ }
	wg.Go(f)
	f = func() { outs[0] = 1000 }
	wg.Wait()
	fmt.Println(outs[0])
	defer func() { fmt.Println(recover()) }()
	wg.Done()
}

// Output:
// [true false true false true false]
// [0 1 4 9]
// 1
// sync: negative WaitGroup counter
