// An array or struct assigned to a part of itself, or from one.
package main

import "fmt"

type tree struct {
	val   int
	left  *tree
	right *tree
}

func main() {
	a := [3][2]int{{1, 2}, {3, 4}, {5, 6}}
	see := func() { fmt.Println(a) }
	a[0], a[1], a[2] = a[1], a[2], a[0]
	see()
	a[1][0], a[1] = 9, a[2]
	see()
	t := &tree{1, &tree{2, nil, nil}, &tree{3, nil, nil}}
	*t = *t.left
	fmt.Println(t.val, t.left == nil)
	t = &tree{1, &tree{2, nil, nil}, nil}
	t.left.right, t = t, t.left
	fmt.Println(t.val, t.right.val, t.right.left == t)
	s := []int{1, 2, 3, 4}
	copyOf := func() []int { return s }
	s, s[0] = s[1:], s[3]
	fmt.Println(copyOf(), s[:cap(s)])
}

// Output:
// [[3 4] [5 6] [1 2]]
// [[3 4] [1 2] [1 2]]
// 2 true
// 2 1 true
// [2 3 4] [2 3 4]
