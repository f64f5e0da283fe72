// Interfaces hold copies; nil pointers in interfaces; embedding of interfaces; assertion to other interfaces.
package main

import "fmt"

type shape interface {
	area() int
	scale(int)
}
type sq struct{ s int }

func (s *sq) area() int   { return s.s * s.s }
func (s *sq) scale(k int) { s.s *= k }

type logged struct {
	shape
	log []string
}

func (l *logged) scale(k int) {
	l.log = append(l.log, fmt.Sprint("scale ", k))
	l.shape.scale(k)
}

func main() {
	base := &sq{2}
	l := &logged{shape: base}
	var s shape = l
	s.scale(3)
	fmt.Println(s.area(), base.s, l.log)
	l.shape = &sq{1}
	s.scale(2)
	fmt.Println(s.area(), base.area())
	var none *sq
	var e shape = none
	fmt.Println(e == nil, e == shape(none), none == nil)
	a, ok := s.(interface{ area() int })
	fmt.Println(a.area(), ok)
	arr := [2]int{1, 2}
	var x any = arr
	arr[0] = 9
	fmt.Println(x, x == any([2]int{1, 2}))
	y := x
	x = 5
	fmt.Println(x, y)
	var st fmt.Stringer
	_, ok = any(st).(fmt.Stringer)
	fmt.Println(ok)
}

// Output:
// 36 6 [scale 3]
// 4 36
// false true true
// 4 true
// [1 2] true
// 5 [1 2]
// false
