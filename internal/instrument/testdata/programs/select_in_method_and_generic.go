// Selects inside generic functions and methods.
package main

import "fmt"

type mailbox[T any] struct {
	in   chan T
	last T
}

func (m *mailbox[T]) put(v T) bool {
	select {
	case m.in <- v:
		return true
	default:
		return false
	}
}

func (m *mailbox[T]) take() (v T, ok bool) {
	select {
	case m.last, ok = <-m.in:
		return m.last, ok
	default:
		return
	}
}

func first[T any, C ~chan T](cs ...C) (got T) {
	for {
		for _, c := range cs {
			select {
			case got = <-c:
				return
			default:
			}
		}
	}
}

type ints chan int

func main() {
	m := &mailbox[string]{in: make(chan string, 1)}
	fmt.Println(m.put("a"), m.put("b"))
	fmt.Println(m.take())
	v, ok := m.take()
	fmt.Printf("%q %t %q\n", v, ok, m.last)
	c := make(ints, 1)
	c <- 9
	fmt.Println(first[int](nil, c, nil))
	n := &mailbox[[]int]{in: make(chan []int, 2)}
	s := []int{1}
	n.put(s)
	s[0] = 2
	fmt.Println(n.take())
}

// Output:
// true false
// a true
// "" false "a"
// 9
// [2] true
