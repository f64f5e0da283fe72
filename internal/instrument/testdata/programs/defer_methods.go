// Deferred method calls: the receiver is evaluated at the defer.
package main

import "fmt"

type T struct{ n int }

func (t T) value(tag string)    { fmt.Println(tag, "value", t.n) }
func (t *T) pointer(tag string) { fmt.Println(tag, "pointer", t.n); t.n++ }

type I interface{ value(string) }

func (t *T) chain() *T { t.n *= 2; return t }

type wrap struct {
	T
	in *T
}

func main() {
	t := T{1}
	defer t.value("a")
	defer t.pointer("b")
	t.n = 5
	var i I = t
	defer i.value("c")
	i = T{100}
	defer t.chain().chain().pointer("d")
	w := wrap{t, &t}
	defer w.value("e")
	defer w.in.value("f")
	defer w.pointer("g")
	w.n, w.in = 77, nil
	f := t.value
	defer f("h")
	t = T{1000}
	defer T.value(t, "i")
	defer (*T).pointer(&t, "j")
	t.n = 2000
}

// Output:
// j pointer 2000
// i value 1000
// h value 20
// g pointer 77
// f value 20
// e value 20
// d pointer 2001
// c value 5
// b pointer 2002
// a value 1
