// An error group by hand: first error, a limit, and cancellation by closing a channel.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
	sem  chan struct{}
	quit chan struct{}
}

func (g *group) Go(f func(quit <-chan struct{}) error) {
	g.sem <- struct{}{}
	g.wg.Add(1)
	go func() {
		defer func() {
			<-g.sem
			g.wg.Done()
		}()
		if err := f(g.quit); err != nil {
			g.once.Do(func() {
				g.err = err
				close(g.quit)
			})
		}
	}()
}

func (g *group) Wait() error {
	g.wg.Wait()
	return g.err
}

func main() {
	g := &group{sem: make(chan struct{}, 4), quit: make(chan struct{})}
	results := make([]string, 4)
	for i := range results {
		g.Go(func(quit <-chan struct{}) error {
			if i == 2 {
				return fmt.Errorf("worker %d failed", i)
			}
			<-quit
			results[i] = fmt.Sprint("quit ", i)
			return errors.New("too late")
		})
	}
	fmt.Println(g.Wait())
	fmt.Printf("%q %d\n", results, len(g.sem))
}

// Output:
// worker 2 failed
// ["quit 0" "quit 1" "" "quit 3"] 0
