// Runtime errors: their texts and that they are runtime.Error.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

type T struct{ next *T }
type I interface{ M() }

func (t *T) M() { t.next = nil }

func main() {
	var (
		t    *T
		i    I
		s    = []int{1, 2}
		m    map[string]int
		e    any = "text"
		zero int
		big  = 10
		arr  [3]int
		fn   func()
		key  any = []int{1}
	)
	use := func() { big++ }
	use()
	list := []func(){
		func() { t.M() },
		func() { i.M() },
		func() { s[big] = 1 },
		func() { arr[big-zero]++ },
		func() { s = s[1:big] },
		func() { s = s[big:1] },
		func() { fmt.Println("text"[big]) },
		func() { m["x"] = 1 },
		func() { fmt.Println(e.(int)) },
		func() { fmt.Println(e.(interface{ Hello() })) },
		func() { fmt.Println(big / zero) },
		func() { fn() },
		func() { fmt.Println(map[any]int{}[key]) },
		func() { fmt.Println(key == key) },
		func() { s = make([]int, zero-1) },
		func() { fmt.Println([2]int(s[:1])) },
	}
	for _, f := range list {
		func() {
			defer func() {
				err, _ := recover().(error)
				var re runtime.Error
				fmt.Println(err, errors.As(err, &re))
			}()
			f()
		}()
	}
}

// Output:
// runtime error: invalid memory address or nil pointer dereference true
// runtime error: invalid memory address or nil pointer dereference true
// runtime error: index out of range [11] with length 2 true
// runtime error: index out of range [11] with length 3 true
// runtime error: slice bounds out of range [:11] with capacity 2 true
// runtime error: slice bounds out of range [11:1] true
// runtime error: index out of range [11] with length 4 true
// assignment to entry in nil map true
// interface conversion: interface {} is string, not int true
// interface conversion: string is not interface { Hello() }: missing method Hello true
// runtime error: integer divide by zero true
// runtime error: invalid memory address or nil pointer dereference true
// hash of unhashable type: []int true
// runtime error: comparing uncomparable type []int true
// runtime error: makeslice: len out of range true
// runtime error: cannot convert slice with length 1 to array or pointer to array with length 2 true
