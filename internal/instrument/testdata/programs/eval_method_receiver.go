// The receiver of a method call and an argument that changes it.
package main

import "fmt"

type point struct{ x, y int }

func (p point) plus(n int) string   { return fmt.Sprint(p.x+n, " ", p.y+n) }
func (p *point) scale(n int) *point { p.x *= n; p.y *= n; return p }

type adder interface{ plus(int) string }

func main() {
	p := &point{1, 2}
	change := func() int {
		p.x = 10
		return 0
	}
	fmt.Println(p.plus(change()))
	move := func() int {
		p = &point{100, 200}
		return 5
	}
	old := p
	fmt.Println(p.scale(move()) == old, *old, *p)
	fmt.Println(p.scale(2).scale(3).plus(p.x))
	var a adder = point{3, 4}
	swap := func() int {
		a = point{30, 40}
		return 1
	}
	fmt.Println(a.plus(swap()))
	fmt.Println(a.plus(0))
}

// Output:
// 10 2
// false {10 2} {500 1000}
// 6000 9000
// 4 5
// 30 40
