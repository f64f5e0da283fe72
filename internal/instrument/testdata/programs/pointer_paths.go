// Pointers to pointers, pointers to elements and fields that outlive what they point into.
package main

import "fmt"

type node struct {
	n    int
	next *node
	kids []*node
	back **node
}

var head *node

func insert(at **node, n int) **node {
	*at = &node{n: n, next: *at, back: at}
	return &(*at).next
}

func find(at **node, n int) **node {
	for *at != nil && (*at).n != n {
		at = &(*at).next
	}
	return at
}

func dump() (s string) {
	for p := head; p != nil; p = p.next {
		s += fmt.Sprint(p.n, ";")
	}
	return
}

func main() {
	insert(insert(insert(&head, 1), 2), 3)
	insert(find(&head, 2), 9)
	fmt.Println(dump())
	at := find(&head, 9)
	*at = (*at).next
	fmt.Println(dump(), *head.back == head)
	head, head.next = head.next, head
	fmt.Println(head.n, head.next.n, *find(&head, 77) == nil)
	head = &node{kids: []*node{{n: 1}, {n: 2}}}
	p := &head.kids[0]
	q := &head.kids[1].n
	head.kids[0], head.kids[1] = head.kids[1], head.kids[0]
	*q += 10
	(*p).n++
	(**p).next = head
	fmt.Println(head.kids[0].n, head.kids[1].n, (*p).next.kids[0] == *p)
	head.kids = append(head.kids, nil)
	*p = &node{n: 5}
	fmt.Println((*p).n, head.kids[0].n)
	x, y := 1, 2
	px, py := &x, &y
	ppx, ppy := &px, &py
	*ppx, *ppy = *ppy, *ppx
	**ppx, **ppy = **ppy*10, **ppx*100
	fmt.Println(x, y, *px, *py, px == &y)
}

// Output:
// 1;9;2;3;
// 1;2;3; true
// 2 3 true
// 13 1 true
// 5 13
// 200 10 10 200 true
