// The three clauses of for, each with shared variables and calls.
package main

import "fmt"

func main() {
	n := 0
	next := func() int { n++; return n }
	for i, j := next(), next(); i < 5; i, j = next(), i {
		fmt.Println(i, j, n)
	}
	for next() < 10 {
	}
	fmt.Println(n)
	for ; n < 13; next() {
		fmt.Print(n, ";")
	}
	fmt.Println("end")
	i := 0
	see := func() int { return i }
	for i = 5; see() > 2; i-- {
		fmt.Print(i, see(), ";")
	}
	fmt.Println("end", i)
	m := map[string]int{}
	for m["i"] = 0; m["i"] < 3; m["i"]++ {
		m["sum"] += m["i"]
	}
	fmt.Println(m)
	p := &i
	for *p = 0; *p < 4; *p += 2 {
		fmt.Print(i, ";")
	}
	fmt.Println("end")
	c := make(chan int, 5)
	for c <- 0; len(c) < 4; c <- len(c) {
	}
	fmt.Println(len(c))
}

// Output:
// 1 2 2
// 3 1 3
// 4 3 4
// 10
// 10;11;12;end
// 5 5;4 4;3 3;end 2
// map[i:3 sum:3]
// 0;2;end
// 4
