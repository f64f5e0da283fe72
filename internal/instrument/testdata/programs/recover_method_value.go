// recover by way of method values, promoted methods, interfaces and generic functions that are deferred.
package main

import "fmt"

type catcher struct{ got []any }

func (c *catcher) catch() { c.got = append(c.got, recover()) }

type outer struct{ *catcher }

type I interface{ catch() }

func grab[T any](p *T) {
	if v, ok := recover().(T); ok {
		*p = v
	}
}

func main() {
	c := &catcher{}
	func() {
		f := c.catch
		defer f()
		panic(1)
	}()
	func() {
		defer outer{c}.catch()
		panic(2)
	}()
	func() {
		var i I = outer{c}
		defer i.catch()
		panic(3)
	}()
	func() {
		defer (*catcher).catch(c)
		panic(4)
	}()
	fmt.Println(c.got)
	var s string
	func() {
		defer grab(&s)
		panic("generic")
	}()
	fmt.Println(s)
	var handlers []func()
	handlers = append(handlers, func() { fmt.Println("from a slice", recover()) })
	func() {
		defer handlers[0]()
		panic(5)
	}()
}

// Output:
// [1 2 3 4]
// generic
// from a slice 5
