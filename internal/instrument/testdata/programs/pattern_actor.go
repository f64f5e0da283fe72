// A goroutine that owns its state, asked by messages with reply channels.
package main

import (
	"fmt"
	"sort"
)

type bank struct{ msgs chan func(map[string]int) }

func open() (*bank, func()) {
	b := &bank{make(chan func(map[string]int))}
	done := make(chan struct{})
	go func() {
		defer close(done)
		state := map[string]int{}
		for f := range b.msgs {
			f(state)
		}
		state["closed"]++
	}()
	return b, func() {
		close(b.msgs)
		<-done
	}
}

func (b *bank) add(who string, n int) (total int) {
	reply := make(chan int)
	b.msgs <- func(m map[string]int) {
		m[who] += n
		reply <- m[who]
	}
	return <-reply
}

func (b *bank) list() (all []string) {
	done := make(chan struct{})
	b.msgs <- func(m map[string]int) {
		defer close(done)
		for k, v := range m {
			all = append(all, fmt.Sprint(k, v))
		}
	}
	<-done
	sort.Strings(all)
	return
}

func main() {
	b, stop := open()
	defer stop()
	wait := make(chan int)
	for i := range 4 {
		go func() {
			b.add("ann", i)
			wait <- b.add("bob"+fmt.Sprint(i%2), 10)*0 + 1
		}()
	}
	n := 0
	for range 4 {
		n += <-wait
	}
	fmt.Println(n, b.list(), b.add("ann", 0))
}

// Output:
// 4 [ann6 bob020 bob120] 6
