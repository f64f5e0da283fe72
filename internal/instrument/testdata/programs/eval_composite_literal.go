// The elements of a composite literal, in the order in which they are written.
package main

import "fmt"

type pair struct{ a, b int }

func main() {
	n := 0
	next := func() int {
		n++
		return n
	}
	fmt.Println(pair{b: next(), a: next()})
	fmt.Println([]int{2: next(), 0: next(), next()})
	fmt.Println([...]int{next(), 3: next(), 1: next()})
	fmt.Println([]pair{{next(), next()}, {b: next()}})
	fmt.Println(*[]*pair{{next(), next()}}[0])
	m := map[int]int{next(): next(), 100: next()}
	fmt.Println(m, n)
	fmt.Println([]any{next(), pair{next(), next()}, next()})
}

// Output:
// {2 1}
// [4 5 3]
// [6 8 0 7]
// [{9 10} {0 11}]
// {12 13}
// map[14:15 100:16] 16
// [17 {18 19} 20]
