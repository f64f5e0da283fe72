// Type switches: init, binding, several types in a case, nil, and a captured variable a case.
package main

import (
	"errors"
	"fmt"
)

type shape interface{ area() int }
type square struct{ side int }
type rect struct{ w, h int }

func (s square) area() int { return s.side * s.side }
func (r *rect) area() int  { return r.w * r.h }

func describe(v any) string {
	switch x := v; y := x.(type) {
	case nil:
		return fmt.Sprint("nil ", y == nil)
	case int, int8:
		return fmt.Sprintf("small %v", y)
	case string:
		add := func() { y += "!" }
		add()
		return y
	case *rect:
		y.w++
		return fmt.Sprint("rect ", y.area())
	case shape:
		return fmt.Sprint("shape ", y.area())
	case error:
		return y.Error()
	case func() int:
		return fmt.Sprint("func ", y())
	case []int:
		y = append(y, 1)
		return fmt.Sprint(len(y), x == nil)
	default:
		return "other"
	}
}

func main() {
	r := &rect{2, 3}
	n := 4
	for _, v := range []any{nil, 1, int8(2), "s", r, square{3}, errors.New("e"), func() int { n++; return n }, []int{7}, 1.5} {
		fmt.Println(describe(v))
	}
	fmt.Println(r.w, n)
	var v any = n
	switch v.(type) {
	case int:
		v = "now a string"
	case string:
		fmt.Println("never")
	}
	switch v := v.(type) {
	case string:
		v += "."
		fmt.Println(v)
	}
	fmt.Println(v)
}

// Output:
// nil true
// small 1
// small 2
// s!
// rect 9
// shape 9
// e
// func 5
// 2 false
// other
// 3 5
// now a string.
// now a string
