// fmt calls back String, Error, Format and GoString methods, some of which lock.
package main

import (
	"fmt"
	"sync"
)

type gauge struct {
	mu sync.Mutex
	n  int
}

func (g *gauge) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.n++
	return fmt.Sprintf("gauge(%d)", g.n)
}

type temp float64

func (t temp) Format(s fmt.State, verb rune) {
	w, ok := s.Width()
	fmt.Fprintf(s, "<%c %d %t %.1f>", verb, w, ok, float64(t))
}

type bad struct{ p *int }

func (b bad) String() string { return fmt.Sprint(*b.p) }

type wrap struct {
	G *gauge
	t temp
}

func (w wrap) GoString() string { return "wrap!" }

func main() {
	g := &gauge{}
	fmt.Println(g, g, g.n)
	fmt.Printf("%v %s %5d|\n", g, g, 7)
	s := fmt.Sprint(g) + fmt.Sprint(g.n)
	fmt.Println(s, temp(3), []temp{1})
	fmt.Printf("%8x %#v\n", temp(2), wrap{g, 1})
	var none *int
	fmt.Println(bad{none}, []fmt.Stringer{g})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { _ = fmt.Sprint(g) })
	}
	wg.Wait()
	fmt.Println(map[string]fmt.Stringer{"a": g}, fmt.Errorf("e %v", g))
}

// Output:
// gauge(1) gauge(2) 0
// gauge(3) gauge(4)     7|
// gauge(5)5 <v 0 false 3.0> [<v 0 false 1.0>]
// <x 8 true 2.0> wrap!
// %!v(PANIC=String method: runtime error: invalid memory address or nil pointer dereference) [gauge(6)]
// map[a:gauge(11)] e gauge(10)
