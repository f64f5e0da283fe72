// Embedded structs and pointers: promoted fields and methods, shadowing, replaced at run time.
package main

import "fmt"

type base struct {
	id   int
	name string
}

func (b base) show() string      { return fmt.Sprint(b.id, b.name) }
func (b *base) set(id int) *base { b.id = id; return b }

type left struct{ base }
type right struct {
	*base
	name string
}
type both struct {
	left
	right
	id string
}

func main() {
	shared := &base{1, "s"}
	b := both{left{base{2, "l"}}, right{shared, "r"}, "own"}
	fmt.Println(b.id, b.left.id, b.right.id, b.left.name, b.right.name, b.right.base.name)
	b.left.set(20).name = "L"
	b.right.set(30)
	b.left.id++
	b.right.id++
	fmt.Println(b.left.show(), b.right.show(), *shared)
	c := b
	c.left.set(5)
	c.right.set(6)
	fmt.Println(b.left.show(), b.right.show(), c.left.show())
	f, g := b.left.show, b.right.show
	b.left.id, b.right.id = 0, 0
	fmt.Println(f(), g(), b.right.show())
	b.right.base = &base{7, "new"}
	fmt.Println(b.right.show(), shared.show())
	var none right
	defer func() { fmt.Println(recover() != nil) }()
	none.id++
}

// Output:
// own 2 1 l r s
// 21L 31s {31 s}
// 21L 6s 5L
// 21L 6s 0s
// 7new 0s
// true
