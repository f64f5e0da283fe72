// Closures over the same variables, kept in a struct, a map and a package variable.
package main

import "fmt"

type account struct {
	put func(int)
	get func() int
}

var kept func() int

func open(start int) account {
	balance := start
	kept = func() int { balance *= 2; return balance }
	return account{
		put: func(n int) { balance += n },
		get: func() int { return balance },
	}
}

func main() {
	a, b := open(1), open(100)
	a.put(5)
	b.put(7)
	fmt.Println(a.get(), b.get(), kept(), b.get(), a.get())
	ops := map[string]func(int) int{}
	total := 0
	ops["add"] = func(n int) int { total += n; return total }
	ops["twice"] = func(n int) int { return ops["add"](n) + ops["add"](n) }
	fmt.Println(ops["twice"](3), total)
	func(n int) {
		total = n
		func() { total += n; n = 0 }()
		total += n
	}(50)
	fmt.Println(total)
}

// Output:
// 6 107 214 214 6
// 9 6
// 100
