// Comparisons of shared values with what a call returns.
package main

import "fmt"

type key struct {
	a int
	b string
}

func main() {
	k := key{1, "x"}
	set := func(a int) key {
		k.a = a
		return key{a, "x"}
	}
	fmt.Println(k == key{1, "x"}, set(5) == k, k == set(6))
	var e any = 1
	next := func() any {
		e = e.(int) + 1
		return 2
	}
	fmt.Println(next() == e, e != next(), e)
	var err error
	fail := func() error {
		err = fmt.Errorf("no")
		return err
	}
	fmt.Println(fail() == err, err != nil)
	n := 1
	less := func() int {
		n = 10
		return 5
	}
	fmt.Println(n < less(), less() > n)
}

// Output:
// true true true
// true true 3
// true true
// false false
