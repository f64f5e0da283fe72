// A closure that calls itself by the variable that holds it; the variable changes.
package main

import "fmt"

func main() {
	var fib func(int) int
	calls := 0
	fib = func(n int) int {
		calls++
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(10), calls)
	old := fib
	fib = func(n int) int { return 100 + n }
	fmt.Println(old(3))
	var even, odd func(uint) bool
	even = func(n uint) bool { return n == 0 || odd(n-1) }
	odd = func(n uint) bool { return n != 0 && even(n-1) }
	fmt.Println(even(10), odd(7))
	type walk func(walk, int) int
	f := walk(func(self walk, n int) int {
		if n == 0 {
			return calls
		}
		calls++
		return self(self, n-1)
	})
	calls = 0
	fmt.Println(f(f, 4))
}

// Output:
// 55 177
// 203
// true true
// 4
