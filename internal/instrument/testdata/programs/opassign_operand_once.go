// The operand of an assignment operator is evaluated once.
package main

import "fmt"

type rec struct {
	n    int
	next *rec
}

func main() {
	calls := 0
	s := []int{1, 2, 3}
	at := func() int {
		calls++
		return calls % 3
	}
	s[at()] += 10
	s[at()]++
	s[at()] <<= 4
	fmt.Println(s, calls)
	r := &rec{1, &rec{2, nil}}
	get := func() *rec {
		calls++
		return r
	}
	get().n++
	get().next.n *= 5
	(*get()).n -= 3
	fmt.Println(r.n, r.next.n, calls)
	m := map[int]int{}
	m[at()]++
	m[at()] += 5
	*(&get().n) |= 64
	fmt.Println(m, r.n, calls)
	p := func() *int { calls++; return &s[0] }
	*p() += *p()
	fmt.Println(s, calls)
}

// Output:
// [16 12 4] 3
// -1 10 6
// map[1:1 2:5] -1 9
// [32 12 4] 11
