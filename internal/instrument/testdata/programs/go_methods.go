// go with method values, method expressions, interface methods, promoted and embedded ones.
package main

import "fmt"

type base struct{ name string }

func (b base) hello(c chan string)   { c <- "hello " + b.name }
func (b *base) rename(c chan string) { b.name += "+"; c <- b.name }

type user struct {
	*base
	greeter
}
type greeter interface{ hello(chan string) }

func main() {
	c := make(chan string)
	b := base{"bo"}
	go b.hello(c)
	b.name = "changed"
	fmt.Println(<-c)
	go b.rename(c)
	fmt.Println(<-c, b.name)
	f := b.hello
	b.name = "later"
	go f(c)
	fmt.Println(<-c)
	go base.hello(b, c)
	fmt.Println(<-c)
	go (*base).rename(&b, c)
	fmt.Println(<-c)
	var g greeter = b
	go g.hello(c)
	g = nil
	fmt.Println(<-c)
	u := user{base: &b, greeter: base{"inner"}}
	go u.rename(c)
	fmt.Println(<-c, u.name)
	go u.greeter.hello(c)
	u.greeter = nil
	fmt.Println(<-c)
	go greeter.hello(base{"expr"}, c)
	fmt.Println(<-c)
}

// Output:
// hello bo
// changed+ changed+
// hello changed+
// hello later
// later+
// hello later+
// later++ later++
// hello inner
// hello expr
