// sync.Once, OnceFunc, OnceValue and OnceValues, with panics.
package main

import (
	"fmt"
	"sync"
)

var (
	once  sync.Once
	calls int
	value = sync.OnceValue(func() *int { calls++; return &calls })
)

type lazy struct {
	once sync.Once
	conf []string
}

func (l *lazy) get() []string {
	l.once.Do(l.load)
	return l.conf
}

func (l *lazy) load() { l.conf = append(l.conf, fmt.Sprint("loaded ", len(l.conf))) }

func main() {
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() { once.Do(func() { calls += 10 }) })
	}
	wg.Wait()
	fmt.Println(calls, *value(), value() == &calls, calls)
	l := &lazy{}
	l.get()
	fmt.Println(l.get(), len(l.get()))
	try := func(f func()) {
		defer func() { fmt.Println(recover(), calls) }()
		f()
	}
	var o sync.Once
	try(func() { o.Do(func() { calls++; panic("once") }) })
	try(func() { o.Do(func() { calls++ }) })
	f := sync.OnceFunc(func() { calls++; panic("func") })
	try(f)
	try(f)
	both := sync.OnceValues(func() (int, error) { calls++; return calls, fmt.Errorf("err %d", calls) })
	fmt.Println(both())
	fmt.Println(both())
}

// Output:
// 11 11 true 11
// [loaded 0] 1
// once 12
// <nil> 12
// func 13
// func 13
// 14 err 14
// 14 err 14
