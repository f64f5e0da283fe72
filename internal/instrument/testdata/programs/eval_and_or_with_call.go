// A shared variable on the left of && is read before the call on its right: the call may not happen.
package main

import "fmt"

func main() {
	ready := true
	clear := func() bool {
		ready = false
		return true
	}
	a := ready && clear()
	fmt.Println(a, ready)
	b := ready || !clear() || ready
	fmt.Println(b, ready)
	ready = true
	c := ready && clear() && !ready
	fmt.Println(c, ready)
	ready = true
	d := (ready && clear()) == ready
	fmt.Println(d, ready)
}

// Output:
// true false
// false false
// true false
// false false
