// recover works in the deferred function itself and nowhere deeper.
package main

import "fmt"

func deeper() any { return recover() }

func direct() (r any) {
	defer func() { r = recover() }()
	panic("direct")
}

func nested() (r any) {
	defer func() {
		r = recover()
		fmt.Println("outer sees", r)
	}()
	defer func() {
		func() { fmt.Println("nested sees", recover()) }()
		fmt.Println("deeper sees", deeper())
	}()
	panic("nested")
}

func named() (r any) {
	defer func() { fmt.Println("then", recover()) }()
	defer take(&r)
	panic("named")
}

func take(p *any) { *p = recover() }

type T struct{ r any }

func (t *T) grab() { t.r = recover() }

func method() any {
	t := &T{}
	func() {
		defer t.grab()
		panic("method")
	}()
	return t.r
}

func builtin() {
	defer func() { fmt.Println("builtin", recover()) }()
	defer recover()
	panic("stays")
}

func main() {
	fmt.Println(direct(), nested(), named(), method(), recover())
	builtin()
	defer func() { fmt.Println("nothing", recover()) }()
}

// Output:
// nested sees <nil>
// deeper sees <nil>
// outer sees nested
// then <nil>
// direct nested named method <nil>
// builtin stays
// nothing <nil>
