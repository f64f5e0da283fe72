// A panic in the body of a range over a function passes through the iterator, which may clean up.
package main

import "fmt"

type list struct {
	val  int
	next *list
}

func (l *list) all(yield func(int) bool) {
	defer func() {
		if l != nil {
			l.val = -1
		}
	}()
	for n := l; n != nil; n = n.next {
		if !yield(n.val) {
			return
		}
	}
}

func main() {
	l := &list{1, &list{2, &list{3, nil}}}
	seen := 0
	func() {
		defer func() { fmt.Println("caught", recover(), seen) }()
		for v := range l.all {
			seen += v
			if v == 2 {
				panic("two")
			}
		}
	}()
	for v := range l.all {
		seen += v
	}
	fmt.Println(seen, l.val)
	func() {
		defer func() { fmt.Println("caught", recover()) }()
		for v := range func(yield func(int) bool) { yield(1); panic("from the iterator") } {
			seen += v
		}
	}()
	for v := range (*list)(nil).all {
		seen += v
	}
	fmt.Println(seen)
}

// Output:
// caught two 3
// 7 -1
// caught from the iterator
// 8
