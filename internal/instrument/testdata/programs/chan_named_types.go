// Named channel types with methods, used as what they are.
package main

import "fmt"

type sem chan struct{}

func newSem(n int) sem  { return make(sem, n) }
func (s sem) acquire()  { s <- struct{}{} }
func (s sem) release()  { <-s }
func (s *sem) replace() { *s = make(sem, cap(*s)*2) }

type queue[T any] chan T

func (q queue[T]) drain() (all []T) {
	close(q)
	for v := range q {
		all = append(all, v)
	}
	return all
}

type guard struct {
	sem
	n int
}

func main() {
	s := newSem(2)
	s.acquire()
	s.acquire()
	fmt.Println(len(s), cap(s))
	s.release()
	s.replace()
	fmt.Println(len(s), cap(s))
	q := make(queue[string], 2)
	q <- "a"
	q <- "b"
	fmt.Println(q.drain())
	g := &guard{sem: newSem(1)}
	done := make(chan bool)
	for range 5 {
		go func() {
			g.acquire()
			g.n++
			g.release()
			done <- true
		}()
	}
	for range 5 {
		<-done
	}
	fmt.Println(g.n, len(g.sem))
	f := g.acquire
	f()
	sem.release(g.sem)
	fmt.Println(len(g.sem))
}

// Output:
// 2 2
// 0 4
// [a b]
// 5 0
// 0
