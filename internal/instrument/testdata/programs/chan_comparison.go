// Channels are compared by identity, also as map keys, in arrays, structs and interfaces.
package main

import "fmt"

type pair struct {
	c chan int
	n int
}

func main() {
	a, b := make(chan int), make(chan int)
	c := a
	see := func() bool { return a == c }
	fmt.Println(a == b, see(), a != nil)
	m := map[chan int]string{a: "a", b: "b"}
	m[c] += "!"
	delete(m, b)
	fmt.Printf("%d %s %q\n", len(m), m[a], m[nil])
	var x, y any = a, c
	fmt.Println(x == y, x == any(b), x == any((<-chan int)(a)))
	fmt.Println(pair{a, 1} == pair{c, 1}, pair{a, 1} == pair{b, 1})
	fmt.Println([2]chan int{a, b} == [2]chan int{c, b})
	var r <-chan int = a
	var s chan<- int = a
	fmt.Println(r == a, s == c)
	subs := map[chan<- int]bool{}
	subs[a] = true
	subs[s] = false
	fmt.Println(len(subs))
	a = b
	fmt.Println(see(), r == a)
	switch a {
	case c:
		fmt.Println("c")
	case b:
		fmt.Println("b")
	}
}

// Output:
// false true true
// 1 a! ""
// true false false
// true false
// true
// true true
// 1
// false false
// b
