// Arguments, captured variables and method receivers of goroutines started in loops.
package main

import (
	"fmt"
	"sync"
)

type worker struct {
	id  int
	out *[]int
	mu  *sync.Mutex
}

func (w worker) byValue(wg *sync.WaitGroup)    { w.store(w.id, wg) }
func (w *worker) byPointer(wg *sync.WaitGroup) { w.store(w.id*10, wg) }
func (w worker) store(n int, wg *sync.WaitGroup) {
	defer wg.Done()
	w.mu.Lock()
	defer w.mu.Unlock()
	(*w.out)[w.id] += n
}

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	out := make([]int, 4)
	var w worker
	for w = (worker{0, &out, &mu}); w.id < 4; w.id++ {
		wg.Add(1)
		go w.byValue(&wg)
	}
	wg.Wait()
	fmt.Println(out)
	ws := make([]worker, 4)
	for i := range ws {
		ws[i] = worker{i, &out, &mu}
		wg.Add(2)
		go ws[i].byPointer(&wg)
		go (*worker).byPointer(&ws[i], &wg)
	}
	wg.Wait()
	fmt.Println(out)
	for _, w := range ws {
		wg.Add(1)
		go w.byPointer(&wg)
	}
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func(f func(int, *sync.WaitGroup)) { f(1000+i, &wg) }(ws[i].store)
	}
	wg.Wait()
	fmt.Println(out)
}

// Output:
// [0 1 2 3]
// [0 21 42 63]
// [1000 1032 1064 1096]
