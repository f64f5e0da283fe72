// Two goroutines hand the same variables back and forth over channels; each form of access in turn.
package main

import "fmt"

type state struct {
	n    int
	arr  [2]int
	s    []string
	m    map[string]int
	p    *int
	fn   func() int
	any  any
	in   struct{ b bool }
	next *state
}

func main() {
	st := state{m: map[string]int{}, p: new(int)}
	st.next = &st
	x, s := 1, "s"
	ping, pong := make(chan bool), make(chan bool)
	go func() {
		for range ping {
			x += st.n
			st.n++
			st.arr[st.n%2] -= x
			st.s = append(st.s, s+fmt.Sprint(x))
			st.m[s]++
			*st.p = len(st.s)
			st.any, st.in.b = st.n, !st.in.b
			st.fn = func() int { x++; return x }
			st.next.next.n *= 2
			pong <- true
		}
		close(pong)
	}()
	for range 3 {
		s += "+"
		ping <- true
		<-pong
		v, ok := st.any.(int)
		fmt.Println(x, st.n, st.arr, st.s[len(st.s)-1], *st.p, v, ok, st.in.b, st.fn()+x)
		*st.next.p, st.s[0] = x, "0"
	}
	close(ping)
	<-pong
	fmt.Println(st.s, st.m, x)
}

// Output:
// 2 2 [0 -1] s+1 1 1 true true 4
// 5 6 [0 -5] s++4 2 3 true false 10
// 12 14 [0 -16] s+++11 3 7 true true 24
// [0 s++4 s+++11] map[s+:1 s++:1 s+++:1] 12
